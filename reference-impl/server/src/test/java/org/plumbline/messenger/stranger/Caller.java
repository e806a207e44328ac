package org.plumbline.messenger.stranger;

import org.plumbline.protocol.UserId;

/** Who tries, each with a good token of his own. */
enum Caller {
  /** Knows nobody of the group, and no one he writes to. */
  STRANGER("eve"),
  /** Was a member of the group until he was removed. */
  EX_MEMBER("cem"),
  /** Was a friend of the owner, and of nobody in the group besides. */
  NON_FRIEND("dan");

  private final String user;

  Caller(String name) {
    this.user = name;
  }

  UserId user() {
    return new UserId(user);
  }
}
