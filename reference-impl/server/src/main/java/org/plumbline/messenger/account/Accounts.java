package org.plumbline.messenger.account;

import java.util.Optional;
import org.plumbline.protocol.UserId;

/** Registration, and whether someone is who he says. Blocks, for virtual threads. */
final class Accounts {

  private final AccountStore store;
  private final PasswordHasher hasher;

  Accounts(AccountStore store, PasswordHasher hasher) {
    this.store = store;
    this.hasher = hasher;
  }

  /**
   * Adds the user.
   *
   * @return false when the name is taken
   */
  boolean register(UserId user, String password) {
    // Asked first since a hash is dear; the store decides between two who come at once.
    return store.find(user).isEmpty() && store.create(new Account(user, hasher.hash(password)));
  }

  /**
   * Whether the password is the user's: an unknown user, one without a password and a wrong
   * password are told apart neither by the answer nor by its time.
   */
  boolean isPasswordOf(UserId user, String password) {
    Optional<Account> account = store.find(user);
    if (account.isEmpty() || !account.get().hasPassword()) {
      hasher.matchNobody(password);
      return false;
    }
    return hasher.matches(password, account.get().passwordHash());
  }

  /** Whether there is such a user. */
  boolean exists(UserId user) {
    return store.find(user).isPresent();
  }
}
