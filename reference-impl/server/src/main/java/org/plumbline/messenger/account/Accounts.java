package org.plumbline.messenger.account;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** Registration and login. Blocks, for virtual threads. */
final class Accounts {

  private static final int DEVICE_ID_BYTES = 12;

  private final AccountStore store;
  private final PasswordHasher hasher;
  private final Tokens tokens;
  private final RandomGenerator random;

  Accounts(AccountStore store, PasswordHasher hasher, Tokens tokens, RandomGenerator random) {
    this.store = store;
    this.hasher = hasher;
    this.tokens = tokens;
    this.random = random;
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
   * A session's token, or empty: an unknown user and a wrong password are told apart neither by the
   * answer nor by its time.
   *
   * @param device a new one is named when it is null
   */
  Optional<Session> authenticate(UserId user, String password, @Nullable DeviceId device) {
    Optional<Account> account = store.find(user);
    if (account.isEmpty()) {
      hasher.matchNobody(password);
      return Optional.empty();
    }
    if (!hasher.matches(password, account.get().passwordHash())) {
      return Optional.empty();
    }
    DeviceId named = device == null ? newDevice() : device;
    return Optional.of(new Session(named, tokens.issue(user, named)));
  }

  private DeviceId newDevice() {
    byte[] bytes = new byte[DEVICE_ID_BYTES];
    random.nextBytes(bytes);
    return new DeviceId("dev-" + HexFormat.of().formatHex(bytes));
  }

  record Session(DeviceId device, Tokens.Issued token) {}
}
