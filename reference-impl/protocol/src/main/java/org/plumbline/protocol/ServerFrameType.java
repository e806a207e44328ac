package org.plumbline.protocol;

import java.util.Locale;

/**
 * The types of the frames that a server sends, as they stand in {@code type}. The encoder writes
 * the type first, so the type of an encoded frame can be told from its first bytes.
 */
public enum ServerFrameType {
  WELCOME,
  RECEIVE_MESSAGE,
  MESSAGE_ACK,
  SYNC_PAGE,
  SYNCED,
  RESYNC,
  PRESENCE_UPDATE,
  TYPING,
  GOODBYE,
  HEARTBEAT,
  ERROR,
  /** A type that this list does not have. */
  OTHER;

  private static final int TYPE_AT = "{\"type\":\"".length();
  private static final ServerFrameType[] ALL = values();

  private final String begins = name() + '"';

  /** The name in lower case, as metrics have it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of a frame as {@link FrameCodec#encode(ServerFrame)} made it. Makes no object. */
  public static ServerFrameType of(byte[] encoded) {
    for (ServerFrameType each : ALL) {
      if (each.isAt(encoded)) {
        return each;
      }
    }
    return OTHER;
  }

  private boolean isAt(byte[] encoded) {
    if (encoded.length < TYPE_AT + begins.length()) {
      return false;
    }
    for (int i = 0; i < begins.length(); i++) {
      if (encoded[TYPE_AT + i] != begins.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
