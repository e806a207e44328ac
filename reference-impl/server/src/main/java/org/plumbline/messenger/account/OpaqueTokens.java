package org.plumbline.messenger.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Tokens that say nothing: random bytes as unpadded base64url (RFC 4648 section 5). A store keeps
 * their SHA-256 alone, which suffices for values that nobody can guess: who reads the store cannot
 * use what it holds.
 */
public final class OpaqueTokens {

  /** 256 bits. */
  private static final int SECRET_BYTES = 32;

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final RandomGenerator random;

  /**
   * Makes tokens.
   *
   * @param random cryptographically strong in production
   */
  OpaqueTokens(RandomGenerator random) {
    this.random = random;
  }

  /** A new one of 256 bits, 43 characters. */
  String next() {
    return next(SECRET_BYTES);
  }

  /** A new one of so many random bytes. */
  String next(int bytes) {
    byte[] drawn = new byte[bytes];
    random.nextBytes(drawn);
    return BASE64.encodeToString(drawn);
  }

  /** The SHA-256 of a token, 32 bytes. */
  public static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** As {@link #hash}, in hexadecimal digits. */
  public static String hexHash(String token) {
    return HexFormat.of().formatHex(hash(token));
  }
}
