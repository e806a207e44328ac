package org.plumbline.messenger.account;

import org.plumbline.protocol.UserId;

/**
 * A user who registered.
 *
 * @param passwordHash in the PHC string format, with its own parameters and salt
 */
public record Account(UserId user, String passwordHash) {

  /** Leaves the hash out, since values end up in logs. */
  @Override
  public String toString() {
    return "Account[" + user + "]";
  }
}
