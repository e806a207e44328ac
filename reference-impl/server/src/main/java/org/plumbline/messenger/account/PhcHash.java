package org.plumbline.messenger.account;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Argon2id hash as text: {@code $argon2id$v=19$m=19456,t=2,p=1$SALT$HASH}, the PHC string format
 * (github.com/P-H-C/phc-string-format). Each hash carries its parameters, so that the settings may
 * change while old hashes stay good.
 *
 * @param salt in Base64 without padding, as is {@code hash}
 */
record PhcHash(int memoryKib, int iterations, int lanes, String salt, String hash) {

  /** A row that asks for more is damaged: it must not take the node's memory. */
  static final int MEMORY_KIB_MAX = 1 << 18;

  static final int ITERATIONS_MAX = 16;
  private static final int LANES_MAX = 16;

  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

  PhcHash {
    if (lanes < 1
        || lanes > LANES_MAX
        || memoryKib < 8 * lanes
        || memoryKib > MEMORY_KIB_MAX
        || iterations < 1
        || iterations > ITERATIONS_MAX) {
      throw new IllegalArgumentException(
          "password_hash: m=%d,t=%d,p=%d (expected: 8p to %d, 1 to %d, 1 to %d)"
              .formatted(memoryKib, iterations, lanes, MEMORY_KIB_MAX, ITERATIONS_MAX, LANES_MAX));
    }
  }

  static PhcHash of(int memoryKib, int iterations, int lanes, byte[] salt, byte[] hash) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return new PhcHash(
        memoryKib, iterations, lanes, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  /**
   * Reads the text.
   *
   * @throws IllegalArgumentException when it is of another form, or asks for too much
   */
  static PhcHash parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "password_hash: ill-formed (expected: $argon2id$v=19$m=M,t=T,p=P$SALT$HASH)");
    }
    return new PhcHash(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)),
        parts.group(4),
        parts.group(5));
  }

  byte[] saltBytes() {
    return Base64.getDecoder().decode(salt);
  }

  byte[] hashBytes() {
    return Base64.getDecoder().decode(hash);
  }

  String text() {
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(memoryKib, iterations, lanes, salt, hash);
  }

  /** Leaves salt and hash out, since values end up in logs. */
  @Override
  public String toString() {
    return "PhcHash[m=" + memoryKib + ", t=" + iterations + ", p=" + lanes + "]";
  }
}
