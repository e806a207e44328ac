package org.plumbline.messenger.push.webpush;

import com.nimbusds.jose.crypto.utils.ECChecks;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import org.bouncycastle.util.BigIntegers;

/** Public keys on P-256 as uncompressed points: 4, x, y (SEC 1 section 2.3.3). */
final class Point {

  static final int BYTES = 65;
  static final String CURVE = "secp256r1";
  private static final int COORDINATE_BYTES = 32;

  private Point() {}

  static byte[] encoded(ECPoint point) {
    byte[] bytes = new byte[BYTES];
    bytes[0] = 4;
    BigIntegers.asUnsignedByteArray(point.getAffineX(), bytes, 1, COORDINATE_BYTES);
    BigIntegers.asUnsignedByteArray(
        point.getAffineY(), bytes, 1 + COORDINATE_BYTES, COORDINATE_BYTES);
    return bytes;
  }

  /** Fails when it is no point of the curve: an agreement on it could give our key away. */
  static ECPublicKey decoded(byte[] bytes) throws GeneralSecurityException {
    if (bytes.length != BYTES || bytes[0] != 4) {
      throw new InvalidKeyException("key: " + bytes.length + " bytes (expected: a point)");
    }
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(CURVE));
    ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
    BigInteger x = new BigInteger(1, Arrays.copyOfRange(bytes, 1, 1 + COORDINATE_BYTES));
    BigInteger y = new BigInteger(1, Arrays.copyOfRange(bytes, 1 + COORDINATE_BYTES, BYTES));
    if (!ECChecks.isPointOnCurve(x, y, curve)) {
      throw new InvalidKeyException("key: no point of P-256");
    }
    return (ECPublicKey)
        KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve));
  }
}
