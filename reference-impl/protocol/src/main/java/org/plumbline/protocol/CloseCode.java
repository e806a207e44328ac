package org.plumbline.protocol;

/** Why a server closes a socket, and whether the device should come back. */
public enum CloseCode {
  GOING_AWAY(1001, true),
  MALFORMED(1007, false),
  /** The token ended or was revoked: log in again first. */
  TOKEN_ENDED(1008, false),
  TOO_BIG(1009, false),
  /** The device reads too slowly: its queue was full. Come back and sync. */
  SLOW_CONSUMER(1013, true),
  /** The same device opened a newer session. */
  REPLACED(4009, false),
  /** No sign of life for two intervals. */
  HEARTBEAT_MISSED(4408, true),
  /** The session could not be kept in the directory. */
  DIRECTORY_LOST(4503, true);

  private final int code;
  private final boolean reconnect;

  CloseCode(int code, boolean reconnect) {
    this.code = code;
    this.reconnect = reconnect;
  }

  /** The number in the close frame, RFC 6455 section 7.4. */
  public int code() {
    return code;
  }

  /** Whether the device should connect again by itself. */
  public boolean reconnect() {
    return reconnect;
  }

  /** Whether to come back after a close with this number; unknown numbers say yes. */
  public static boolean shouldReconnect(int code) {
    for (CloseCode known : values()) {
      if (known.code == code) {
        return known.reconnect;
      }
    }
    return true;
  }
}
