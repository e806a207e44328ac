package org.plumbline.providers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What a browser does with a Web Push message: RFC 8291 over RFC 8188, one record. */
final class Decryption {
  private static final int SALT_BYTES = 16;
  private static final int POINT_BYTES = 65;
  private static final byte LAST_RECORD = 2;

  private Decryption() {}

  /** The words of a message; fails when it was not made for this subscription. */
  static byte[] open(byte[] body, Subscription subscription) throws GeneralSecurityException {
    if (body.length < SALT_BYTES + 5 + POINT_BYTES + 17) {
      throw new GeneralSecurityException("body: " + body.length + " bytes, too short");
    }
    var in = ByteBuffer.wrap(body);
    var salt = new byte[SALT_BYTES];
    in.get(salt);
    var recordBytes = in.getInt();
    var sender = new byte[in.get()];
    if (sender.length != POINT_BYTES || recordBytes < 18) {
      throw new GeneralSecurityException("header of the body: key of " + sender.length + " bytes");
    }
    in.get(sender);
    var record = new byte[in.remaining()];
    in.get(record);
    var agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(subscription.keys().getPrivate());
    agreement.doPhase(publicKey(sender), true);
    var receiver = Subscription.point((ECPublicKey) subscription.keys().getPublic());
    var keyInfo = join("WebPush: info\0".getBytes(US_ASCII), receiver, sender);
    var secret = derive(agreement.generateSecret(), subscription.auth(), keyInfo, 32);
    var key = derive(secret, salt, "Content-Encoding: aes128gcm\0".getBytes(US_ASCII), 16);
    var nonce = derive(secret, salt, "Content-Encoding: nonce\0".getBytes(US_ASCII), 12);
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    var padded = cipher.doFinal(record);
    var end = padded.length - 1;
    while (end > 0 && padded[end] == 0) {
      end--;
    }
    if (padded[end] != LAST_RECORD) {
      throw new GeneralSecurityException("delimiter: " + padded[end] + " (expected: 2)");
    }
    return Arrays.copyOf(padded, end);
  }

  static PublicKey publicKey(byte[] point) throws GeneralSecurityException {
    if (point.length != POINT_BYTES || point[0] != 4) {
      throw new GeneralSecurityException("key: " + point.length + " bytes (expected: a point)");
    }
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    var x = new BigInteger(1, Arrays.copyOfRange(point, 1, 33));
    var y = new BigInteger(1, Arrays.copyOfRange(point, 33, POINT_BYTES));
    return KeyFactory.getInstance("EC")
        .generatePublic(
            new ECPublicKeySpec(
                new ECPoint(x, y), parameters.getParameterSpec(ECParameterSpec.class)));
  }

  private static byte[] derive(byte[] material, byte[] salt, byte[] info, int length)
      throws GeneralSecurityException {
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(
            HKDFParameterSpec.ofExtract().addIKM(material).addSalt(salt).thenExpand(info, length));
  }

  private static byte[] join(byte[]... parts) {
    var joined = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    var at = 0;
    for (var part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }
}
