package org.plumbline.providers;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * A browser's end of Web Push: the key pair that only it holds, and its authentication secret.
 *
 * @param id the last part of its endpoint's path
 * @param auth 16 bytes (RFC 8291 section 3.2)
 */
record Subscription(String id, KeyPair keys, byte[] auth) {
  private static final int COORDINATE_BYTES = 32;

  static Subscription make(String id, RandomGenerator random) {
    try {
      var auth = new byte[16];
      random.nextBytes(auth);
      return new Subscription(id, ProviderKeys.ecPair(), auth);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }

  /** The public key as an uncompressed point, in base64url. */
  String p256dh() {
    return text(point((ECPublicKey) keys.getPublic()));
  }

  String authText() {
    return text(auth);
  }

  static byte[] point(ECPublicKey key) {
    var point = new byte[1 + 2 * COORDINATE_BYTES];
    point[0] = 4;
    put(key.getW().getAffineX().toByteArray(), point, 1);
    put(key.getW().getAffineY().toByteArray(), point, 1 + COORDINATE_BYTES);
    return point;
  }

  private static void put(byte[] coordinate, byte[] point, int at) {
    var from = Math.max(0, coordinate.length - COORDINATE_BYTES);
    var bytes = Arrays.copyOfRange(coordinate, from, coordinate.length);
    System.arraycopy(bytes, 0, point, at + COORDINATE_BYTES - bytes.length, bytes.length);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
