package org.plumbline.messenger.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.account.memory.InMemoryLoginStore;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

class TokensTest {

  private static final Revocations NO_REVOCATIONS =
      new Revocations(
          new InMemoryLoginStore(InstantSource.system()),
          new LoginConfig(
              Duration.ofSeconds(30), Duration.ofDays(30), 64, Duration.ofSeconds(1), 1_000),
          Duration.ofMinutes(15),
          InstantSource.system(),
          new SimpleMeterRegistry());
  private static final byte[] SECRET = bytes("0123456789abcdef0123456789abcdef0123456789abcdef");
  private static final byte[] LONG_SECRET = bytes("0123456789abcdef".repeat(4));
  private static final byte[] FOREIGN =
      bytes("another secret of at least 32 bytes, and longer ones");
  private static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");
  private static final UserId ANN = new UserId("ann");
  private static final DeviceId PHONE = new DeviceId("phone");
  private static final String AUDIENCE = "plumbline-messenger";

  private final Tokens tokens = tokens(SECRET, NOW);

  @Test
  void shouldNameUserDeviceAndEndWhenTokenIsGood() {
    Tokens.Issued issued = tokens.issue(ANN, PHONE);

    assertThat(issued.expiryEpochSeconds()).isEqualTo(NOW.plusSeconds(900).getEpochSecond());
    assertThat(tokens.verify(issued.token()))
        .contains(new Identity(ANN, PHONE, issued.expiryEpochSeconds(), 0));
  }

  @Test
  void shouldTakeBearerSchemeInAnyCaseWhenHeaderIsGiven() {
    String token = tokens.issue(ANN, PHONE).token();

    assertThat(tokens.verifyHeader("Bearer " + token)).isPresent();
    assertThat(tokens.verifyHeader("bearer " + token)).isPresent();
    assertThat(tokens.verifyHeader("Basic " + token)).isEmpty();
    assertThat(tokens.verifyHeader(token)).isEmpty();
    assertThat(tokens.verifyHeader(null)).isEmpty();
  }

  @Test
  void shouldRefuseWhenTokenHasExpired() {
    String token = tokens.issue(ANN, PHONE).token();

    assertThat(tokens(SECRET, NOW.plusSeconds(899)).verify(token)).isPresent();
    assertThat(tokens(SECRET, NOW.plusSeconds(900)).verify(token)).isEmpty();
  }

  @Test
  void shouldRefuseWhenSignatureIsForged() {
    String token = tokens.issue(ANN, PHONE).token();
    int signature = token.lastIndexOf('.') + 1;
    char first = token.charAt(signature);
    String forged =
        token.substring(0, signature) + (first == 'A' ? 'B' : 'A') + token.substring(signature + 1);

    assertThat(tokens.verify(forged)).isEmpty();
  }

  @Test
  void shouldRefuseWhenClaimsWereChangedUnderTheSignature() {
    String[] bobs = tokens.issue(new UserId("bob"), PHONE).token().split("\\.", -1);
    String[] anns = tokens.issue(ANN, PHONE).token().split("\\.", -1);

    assertThat(tokens.verify(anns[0] + "." + bobs[1] + "." + anns[2])).isEmpty();
  }

  @Test
  void shouldRefuseWhenSecretIsForeign() {
    assertThat(tokens.verify(tokens(FOREIGN, NOW).issue(ANN, PHONE).token())).isEmpty();
  }

  @Test
  void shouldRefuseWhenAlgorithmIsNone() {
    assertThat(tokens.verify(new PlainJWT(claims().build()).serialize())).isEmpty();
  }

  @Test
  void shouldRefuseWhenAlgorithmIsNotOurs() throws JOSEException {
    SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS512), claims().build());
    token.sign(new MACSigner(LONG_SECRET));

    assertThat(tokens(LONG_SECRET, NOW).verify(token.serialize())).isEmpty();
  }

  @Test
  void shouldRefuseWhenClaimsAreNotThoseOfAnAccessToken() throws JOSEException {
    assertThat(tokens.verify(signed(claims().build()))).isPresent();
    assertThat(tokens.verify(signed(claims().claim("token_type", "refresh").build()))).isEmpty();
    assertThat(tokens.verify(signed(claims().claim("token_type", null).build()))).isEmpty();
    assertThat(tokens.verify(signed(claims().audience("someone-else").build()))).isEmpty();
    assertThat(tokens.verify(signed(claims().expirationTime(null).build()))).isEmpty();
    assertThat(tokens.verify(signed(claims().subject("not a name").build()))).isEmpty();
    assertThat(tokens.verify(signed(claims().claim("device_id", null).build()))).isEmpty();
    assertThat(tokens.verify(signed(claims().claim("device_id", 7).build()))).isEmpty();
  }

  @Test
  void shouldRefuseWhenTokenIsNoToken() {
    assertThat(tokens.verify("")).isEmpty();
    assertThat(tokens.verify("a.b.c")).isEmpty();
    assertThat(tokens.verify("..")).isEmpty();
    assertThat(tokens.verify("x".repeat(100_000))).isEmpty();
  }

  @Test
  void shouldSayWhatIsExpectedWhenSecretIsShort() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tokens(bytes("short"), NOW))
        .withMessage("messenger.token.secret: 5 bytes (expected: >= 32)");
  }

  @Test
  void shouldNotStartWhenSecretIsMissingAndServersAreReal() {
    TokenConfig config = new TokenConfig(null, Duration.ofMinutes(15), AUDIENCE);
    TokenFactory factory = new TokenFactory();

    assertThatIllegalStateException()
        .isThrownBy(() -> factory.tokens(config, "real", InstantSource.fixed(NOW), NO_REVOCATIONS))
        .withMessageContaining("messenger.token.secret: missing")
        .withMessageContaining("MESSENGER_TOKEN_SECRET");
    String token =
        factory
            .tokens(config, "memory", InstantSource.fixed(NOW), NO_REVOCATIONS)
            .issue(ANN, PHONE)
            .token();
    assertThat(
            factory
                .tokens(config, "memory", InstantSource.fixed(NOW), NO_REVOCATIONS)
                .verify(token))
        .isEmpty();
  }

  @Test
  void shouldKeepSecretOutOfTextWhenSettingsArePrinted() {
    assertThat(new TokenConfig("a secret", Duration.ofMinutes(15), AUDIENCE))
        .asString()
        .doesNotContain("a secret");
  }

  private static Tokens tokens(byte[] secret, Instant now) {
    return new Tokens(secret, Duration.ofMinutes(15), AUDIENCE, InstantSource.fixed(now));
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .subject("ann")
        .claim("device_id", "phone")
        .claim("token_type", "access")
        .audience(AUDIENCE)
        .expirationTime(Date.from(NOW.plusSeconds(60)));
  }

  private static String signed(JWTClaimsSet claims) throws JOSEException {
    SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    token.sign(new MACSigner(SECRET));
    return token.serialize();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
