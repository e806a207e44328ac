package org.plumbline.messenger.push.webpush;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Message encryption for Web Push (RFC 8291): a key agreed upon between a pair made for this
 * message and the browser's, and one record of {@code aes128gcm} (RFC 8188).
 */
final class Encryption {

  static final int SALT_BYTES = 16;
  private static final int RECORD_BYTES = 4_096;
  private static final int TAG_BYTES = 16;

  /** RFC 8291 section 4: a push service takes bodies of 4,096 bytes. */
  static final int PLAIN_BYTES_MAX =
      RECORD_BYTES - SALT_BYTES - 4 - 1 - Point.BYTES - 1 - TAG_BYTES;

  private static final byte LAST_RECORD = 2;

  private Encryption() {}

  /** The body for a browser with this key and this authentication secret. */
  static byte[] encrypt(byte[] plain, ECPublicKey browser, byte[] auth, RandomGenerator random)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(Point.CURVE));
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return encrypt(plain, browser, auth, generator.generateKeyPair(), salt);
  }

  static byte[] encrypt(byte[] plain, ECPublicKey browser, byte[] auth, KeyPair ours, byte[] salt)
      throws GeneralSecurityException {
    if (plain.length > PLAIN_BYTES_MAX) {
      throw new GeneralSecurityException(
          "payload: " + plain.length + " bytes (expected: <= " + PLAIN_BYTES_MAX + ")");
    }
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(ours.getPrivate());
    agreement.doPhase(browser, true);
    byte[] ourPoint = Point.encoded(((ECPublicKey) ours.getPublic()).getW());
    byte[] info =
        ByteBuffer.allocate(14 + 2 * Point.BYTES)
            .put("WebPush: info\0".getBytes(US_ASCII))
            .put(Point.encoded(browser.getW()))
            .put(ourPoint)
            .array();
    byte[] material = derive(agreement.generateSecret(), auth, info, 32);
    byte[] key = derive(material, salt, "Content-Encoding: aes128gcm\0".getBytes(US_ASCII), 16);
    byte[] nonce = derive(material, salt, "Content-Encoding: nonce\0".getBytes(US_ASCII), 12);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(key, "AES"),
        new GCMParameterSpec(8 * TAG_BYTES, nonce));
    byte[] padded = Arrays.copyOf(plain, plain.length + 1);
    padded[plain.length] = LAST_RECORD;
    byte[] record = cipher.doFinal(padded);
    return ByteBuffer.allocate(SALT_BYTES + 4 + 1 + Point.BYTES + record.length)
        .put(salt)
        .putInt(RECORD_BYTES)
        .put((byte) Point.BYTES)
        .put(ourPoint)
        .put(record)
        .array();
  }

  private static byte[] derive(byte[] material, byte[] salt, byte[] info, int length)
      throws GeneralSecurityException {
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(
            HKDFParameterSpec.ofExtract().addIKM(material).addSalt(salt).thenExpand(info, length));
  }
}
