package org.plumbline.messenger.limit;

import java.util.Locale;

/** What is counted, each for itself. */
public enum Allowance {
  /** HTTP requests without a user, and refused upgrades, by address. */
  STRANGER,
  /** HTTP requests of a user. */
  REQUEST,
  /** Sockets opened by a device. */
  UPGRADE,
  MESSAGE,
  RECEIPT,
  TYPING,
  SYNC,
  SUBSCRIPTION,
  /** Heartbeats and pings. */
  HEARTBEAT,
  /** Frames that cannot be read. */
  MALFORMED;

  /** The name in lower case, as metrics have it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
