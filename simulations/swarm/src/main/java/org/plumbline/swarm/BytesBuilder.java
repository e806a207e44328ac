package org.plumbline.swarm;

import java.util.Arrays;

/** Bytes put together again and again in the same array. */
final class BytesBuilder {

  private static final int DIGITS_MAX = 20;

  private final byte[] digits = new byte[DIGITS_MAX];
  private byte[] bytes = new byte[512];
  private int length;

  void clear() {
    length = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void put(byte value) {
    reserve(1);
    bytes[length++] = value;
  }

  void put(byte[] values) {
    reserve(values.length);
    System.arraycopy(values, 0, bytes, length, values.length);
    length += values.length;
  }

  /** A whole number that is not negative, in decimal digits. */
  void put(long number) {
    int at = DIGITS_MAX;
    long rest = number;
    do {
      digits[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    reserve(DIGITS_MAX - at);
    System.arraycopy(digits, at, bytes, length, DIGITS_MAX - at);
    length += DIGITS_MAX - at;
  }

  /** The same byte up to a length. */
  void fillTo(int wanted, byte value) {
    if (wanted > length) {
      reserve(wanted - length);
      Arrays.fill(bytes, length, wanted, value);
      length = wanted;
    }
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
