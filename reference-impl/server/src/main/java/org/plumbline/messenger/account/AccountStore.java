package org.plumbline.messenger.account;

import java.util.Optional;
import org.plumbline.protocol.UserId;

/**
 * The accounts. Names that differ in case alone are different users. Every method may throw {@link
 * AccountsUnavailable}. The adapters are safe to share between threads.
 */
public interface AccountStore {

  /**
   * Adds the account unless its name is taken; of several at once exactly one is added.
   *
   * @return whether it was added
   */
  boolean create(Account account);

  /** The account of this user, if there is one. */
  Optional<Account> find(UserId user);
}
