package org.plumbline.protocol;

/**
 * Why a server closes a socket, and whether the device should come back by itself. Numbers below
 * 3000 are those of RFC 6455 section 7.4.1, those from 4000 on our own (section 7.4.2). The table
 * in the protocol's documentation is made from this.
 */
public enum CloseCode {
  GOING_AWAY(1001, true, "The node stops or had a fault; another one takes the device."),
  PROTOCOL_ERROR(
      1002, false, "What came was no frame of RFC 6455: unmasked, reserved bits, out of order."),
  UNSUPPORTED(1003, false, "A binary frame came: frames are text."),
  MALFORMED(1007, false, "A text frame was not UTF-8."),
  TOKEN_ENDED(
      1008, false, "The token ended or was revoked: log in first, then connect with the new one."),
  TOO_BIG(1009, false, "A message was longer than 65,536 bytes, its fragments added up."),
  SLOW_CONSUMER(1013, true, "The device reads too slowly, its queue was full: come back and sync."),
  REPLACED(4009, false, "The same device opened a newer session."),
  TOO_MANY_MALFORMED(
      4400, false, "Too many frames could not be read: this client does not speak the protocol."),
  HEARTBEAT_MISSED(4408, true, "No sign of life for two intervals."),
  DIRECTORY_LOST(4503, true, "The session could not be kept in the directory.");

  private final int code;
  private final boolean reconnect;
  private final String meaning;

  CloseCode(int code, boolean reconnect, String meaning) {
    this.code = code;
    this.reconnect = reconnect;
    this.meaning = meaning;
  }

  /** The number in the close frame, RFC 6455 section 7.4. */
  public int code() {
    return code;
  }

  /** Whether the device should connect again by itself. */
  public boolean reconnect() {
    return reconnect;
  }

  /** What it means, for people: one sentence. */
  public String meaning() {
    return meaning;
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
