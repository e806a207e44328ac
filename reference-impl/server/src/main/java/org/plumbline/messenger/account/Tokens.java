package org.plumbline.messenger.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/**
 * Tokens as JWTs signed with HMAC-SHA-256 (RFC 7519, RFC 7518 section 3.2). The algorithm is never
 * taken from the token: any other one in its header is refused. No input or output happens here,
 * and verifying takes some microseconds, so an event loop may call it. Safe to share between
 * threads.
 */
public final class Tokens {

  /** Least length of the secret: that of the hash (RFC 7518 section 3.2). */
  public static final int SECRET_BYTES_MIN = 32;

  /** Ours take some 300 characters; longer ones are not read at all. */
  private static final int TOKEN_LENGTH_MAX = 2_048;

  private static final String SCHEME = "Bearer ";
  private static final String DEVICE = "device_id";
  private static final String LOGIN = "login";
  private static final String TYPE = "token_type";
  private static final String ACCESS = "access";
  private static final JWSHeader HEADER =
      new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build();

  private final JWSSigner signer;
  private final JWSVerifier verifier;
  private final Duration lifetime;
  private final String audience;
  private final InstantSource clock;
  private final Predicate<Identity> ended;

  /** Tokens of one secret, which count until their time is over. */
  public Tokens(byte[] secret, Duration lifetime, String audience, InstantSource clock) {
    this(secret, lifetime, audience, clock, _ -> false);
  }

  /**
   * Tokens of one secret.
   *
   * @param ended whether the login ended that a token belongs to; must not block
   * @throws IllegalArgumentException when the secret is shorter than {@link #SECRET_BYTES_MIN}
   */
  public Tokens(
      byte[] secret,
      Duration lifetime,
      String audience,
      InstantSource clock,
      Predicate<Identity> ended) {
    if (secret.length < SECRET_BYTES_MIN) {
      throw new IllegalArgumentException(
          "messenger.token.secret: "
              + secret.length
              + " bytes (expected: >= "
              + SECRET_BYTES_MIN
              + ")");
    }
    try {
      this.signer = new MACSigner(secret);
      this.verifier = new MACVerifier(secret);
    } catch (JOSEException e) {
      throw new IllegalArgumentException("messenger.token.secret: not usable", e);
    }
    this.lifetime = lifetime;
    this.audience = audience;
    this.clock = clock;
    this.ended = ended;
  }

  /** A new token for this device of this user, which belongs to no login. */
  public Issued issue(UserId user, DeviceId device) {
    return issue(user, device, 0);
  }

  /** A new token of this login of this device. */
  public Issued issue(UserId user, DeviceId device, long login) {
    Instant now = clock.instant();
    long expiry = now.plus(lifetime).getEpochSecond();
    SignedJWT token =
        new SignedJWT(
            HEADER,
            new JWTClaimsSet.Builder()
                .subject(user.value())
                .claim(DEVICE, device.value())
                .claim(LOGIN, login)
                .claim(TYPE, ACCESS)
                .audience(audience)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(Instant.ofEpochSecond(expiry)))
                .build());
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("a token could not be signed", e);
    }
    return new Issued(token.serialize(), expiry);
  }

  /**
   * Whose token this is; empty when it is malformed, forged, expired, meant for something else, or
   * of a login that was ended. Which of these it is stays unsaid: whoever shows a bad token need
   * not know.
   */
  public Optional<Identity> verify(String token) {
    if (token.length() > TOKEN_LENGTH_MAX) {
      return Optional.empty();
    }
    try {
      SignedJWT parsed = SignedJWT.parse(token);
      if (!JWSAlgorithm.HS256.equals(parsed.getHeader().getAlgorithm())
          || !parsed.verify(verifier)) {
        return Optional.empty();
      }
      return identity(parsed.getJWTClaimsSet());
    } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  /** As {@link #verify}, from the value of an Authorization header, if there is one. */
  public Optional<Identity> verifyHeader(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    return verify(authorization.substring(SCHEME.length()).strip());
  }

  /** A key for another purpose, which tells nothing of the secret that it is derived from. */
  byte[] derivedKey(String purpose) {
    try {
      // HMAC-SHA-256 of the purpose; no token is signed over such bytes, which hold no dot.
      return signer.sign(HEADER, purpose.getBytes(StandardCharsets.UTF_8)).decode();
    } catch (JOSEException e) {
      throw new IllegalStateException("a key could not be derived", e);
    }
  }

  private Optional<Identity> identity(JWTClaimsSet claims) throws ParseException {
    String user = claims.getSubject();
    String device = claims.getStringClaim(DEVICE);
    Long login = claims.getLongClaim(LOGIN);
    Date expiry = claims.getExpirationTime();
    if (user == null
        || device == null
        || expiry == null
        || !ACCESS.equals(claims.getStringClaim(TYPE))
        || !List.of(audience).equals(claims.getAudience())) {
      return Optional.empty();
    }
    Identity identity =
        new Identity(
            new UserId(user),
            new DeviceId(device),
            expiry.toInstant().getEpochSecond(),
            login == null ? 0 : login);
    return identity.isExpiredAt(clock.instant()) || ended.test(identity)
        ? Optional.empty()
        : Optional.of(identity);
  }

  /**
   * A token and its end.
   *
   * @param expiryEpochSeconds in seconds since 1970
   */
  public record Issued(String token, long expiryEpochSeconds) {}
}
