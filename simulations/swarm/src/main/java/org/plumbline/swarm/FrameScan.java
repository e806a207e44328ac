package org.plumbline.swarm;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;

/**
 * Finds in an encoded frame the few things that are counted, without reading all of it: nodes write
 * {@code type} first, and {@code status} behind it.
 */
final class FrameScan {

  private static final byte[] HEAD = ascii("{\"type\":\"");
  private static final int STATUS = "{\"type\":\"MESSAGE_ACK\",\"status\":\"".length();
  private static final int DIGIT_MAX = 18;

  /** What a frame is, as far as it matters here. */
  enum Type {
    WELCOME,
    MESSAGE,
    SENT,
    RECEIPT,
    HEARTBEAT,
    GOODBYE,
    ERROR,
    RESYNC,
    OTHER
  }

  private FrameScan() {}

  static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  /** The type of the frame that fills these bytes. */
  static Type type(ByteBuf in, int at, int length) {
    if (length < HEAD.length + 3 || !matches(in, at, HEAD)) {
      return Type.OTHER;
    }
    return switch (in.getByte(at + HEAD.length)) {
      case 'W' -> Type.WELCOME;
      case 'R' -> in.getByte(at + HEAD.length + 2) == 'C' ? Type.MESSAGE : Type.RESYNC;
      case 'M' ->
          length > STATUS && in.getByte(at + STATUS) == 'S' && in.getByte(at + STATUS + 1) == 'E'
              ? Type.SENT
              : Type.RECEIPT;
      case 'H' -> Type.HEARTBEAT;
      case 'G' -> Type.GOODBYE;
      case 'E' -> Type.ERROR;
      default -> Type.OTHER;
    };
  }

  /** Where the value behind this key begins, or -1. */
  static int after(ByteBuf in, int at, int length, byte[] key) {
    int last = at + length - key.length;
    for (int from = at; from <= last; ) {
      int found = in.indexOf(from, last + 1, key[0]);
      if (found < 0) {
        return -1;
      }
      if (matches(in, found, key)) {
        return found + key.length;
      }
      from = found + 1;
    }
    return -1;
  }

  /** The digits from here on as a number, or -1 when there are none. */
  static long number(ByteBuf in, int at, int end) {
    long value = 0;
    int index = at;
    while (index < end && index - at <= DIGIT_MAX) {
      int digit = in.getByte(index) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      value = value * 10 + digit;
      index++;
    }
    return index == at ? -1 : value;
  }

  /** Where the run of digits from here on ends. */
  static int digitsEnd(ByteBuf in, int at, int end) {
    int index = at;
    while (index < end && in.getByte(index) >= '0' && in.getByte(index) <= '9') {
      index++;
    }
    return index;
  }

  /** The text from here up to the next quotation mark. */
  static String textAt(ByteBuf in, int at, int end) {
    int quote = in.indexOf(at, end, (byte) '"');
    return in.toString(at, (quote < 0 ? end : quote) - at, US_ASCII);
  }

  private static boolean matches(ByteBuf in, int at, byte[] expected) {
    for (int i = 0; i < expected.length; i++) {
      if (in.getByte(at + i) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
