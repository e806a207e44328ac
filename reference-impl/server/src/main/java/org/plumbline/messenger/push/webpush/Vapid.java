package org.plumbline.messenger.push.webpush;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.plumbline.messenger.push.PrivateKeyFile;

/** Who sends, shown to push services by a signed token (RFC 8292), one for each for some hours. */
final class Vapid {

  private static final Duration LIFETIME = Duration.ofHours(12);
  private static final Duration RENEW_BEFORE = Duration.ofHours(1);
  private static final int SERVICES_MAX = 1_000;

  private record Signed(String token, Instant until) {}

  private final ECPrivateKey key;
  private final String publicKey;
  private final String subject;
  private final Cache<String, Signed> tokens =
      Caffeine.newBuilder().maximumSize(SERVICES_MAX).build();

  private Vapid(ECPrivateKey key, String subject) {
    this.key = key;
    this.publicKey =
        Base64.getUrlEncoder().withoutPadding().encodeToString(Point.encoded(publicPoint(key)));
    this.subject = subject;
  }

  static Vapid read(Path keyFile, String subject) throws IOException {
    return new Vapid((ECPrivateKey) PrivateKeyFile.read(keyFile, "EC"), subject);
  }

  /** What browsers subscribe to: an uncompressed point in base64url. */
  String publicKey() {
    return publicKey;
  }

  /** The {@code Authorization} header for the endpoint's service. */
  String authorization(URI endpoint, Instant now) {
    String service = endpoint.getScheme() + "://" + endpoint.getRawAuthority();
    Signed known = tokens.getIfPresent(service);
    if (known == null || !now.isBefore(known.until())) {
      known = signed(service, now);
      tokens.put(service, known);
    }
    return "vapid t=" + known.token() + ", k=" + publicKey;
  }

  private Signed signed(String service, Instant now) {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT).build(),
            new JWTClaimsSet.Builder()
                .audience(service)
                .subject(subject)
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .build());
    try {
      jwt.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("messenger.push.webpush.key-file: not usable", e);
    }
    return new Signed(jwt.serialize(), now.plus(LIFETIME).minus(RENEW_BEFORE));
  }

  /** A key file has the private number alone; the point is that many times the curve's base. */
  private static ECPoint publicPoint(ECPrivateKey key) {
    var point = CustomNamedCurves.getByName(Point.CURVE).getG().multiply(key.getS()).normalize();
    return new ECPoint(
        point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
  }
}
