package org.plumbline.messenger.account;

import org.plumbline.protocol.UserId;

/**
 * A user who registered.
 *
 * @param passwordHash in the PHC string format, with its own parameters and salt; empty when the
 *     user has no password
 */
public record Account(UserId user, String passwordHash) {

  /** Whether there is a password with which the user can log in. */
  boolean hasPassword() {
    return !passwordHash.isEmpty();
  }

  /** Leaves the hash out, since values end up in logs. */
  @Override
  public String toString() {
    return "Account[" + user + "]";
  }
}
