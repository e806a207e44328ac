package org.plumbline.chaos.toxiproxy.api;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ids like those of rs/xid, which the original numbers its answers with: 12 bytes (seconds, three
 * of the machine, two of the process, a count of three) as 20 characters of base32hex.
 */
final class RequestIds {
  private static final String DIGITS = "0123456789abcdefghijklmnopqrstuv";
  private static final int BYTES = 12;
  private static final int DIGIT_BITS = 5;
  private static final int LENGTH = 20;

  private final InstantSource clock;
  private final byte[] origin = new byte[5];
  private final AtomicInteger count;

  RequestIds(InstantSource clock, SecureRandom random) {
    this.clock = clock;
    random.nextBytes(origin);
    count = new AtomicInteger(random.nextInt());
  }

  String next() {
    var bytes = new byte[BYTES];
    putEnd(bytes, 4, clock.instant().getEpochSecond());
    System.arraycopy(origin, 0, bytes, 4, origin.length);
    int counted = count.getAndIncrement();
    for (int i = 0; i < 3; i++) {
      bytes[BYTES - 1 - i] = (byte) (counted >>> (Byte.SIZE * i));
    }
    return text(bytes);
  }

  private static void putEnd(byte[] bytes, int end, long value) {
    for (int i = 0; i < end; i++) {
      bytes[end - 1 - i] = (byte) (value >>> (Byte.SIZE * i));
    }
  }

  private static String text(byte[] bytes) {
    var text = new StringBuilder(LENGTH);
    for (int digit = 0; digit < LENGTH; digit++) {
      int value = 0;
      for (int bit = digit * DIGIT_BITS; bit < (digit + 1) * DIGIT_BITS; bit++) {
        int at = bit / Byte.SIZE;
        int one = at < BYTES ? (bytes[at] >> (Byte.SIZE - 1 - bit % Byte.SIZE)) & 1 : 0;
        value = (value << 1) | one;
      }
      text.append(DIGITS.charAt(value));
    }
    return text.toString();
  }
}
