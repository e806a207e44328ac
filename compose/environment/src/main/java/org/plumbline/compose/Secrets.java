package org.plumbline.compose;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** What the servers of one environment share and nobody else knows. */
final class Secrets {
  private Secrets() {}

  /** So many random bytes, as hexadecimal digits. */
  static String hexadecimal(RandomGenerator random, int bytes) {
    var secret = new byte[bytes];
    random.nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }
}
