package org.plumbline.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Web Push service: takes a message at a subscription's endpoint (RFC 8030), checks who sends it
 * (VAPID, RFC 8292), and opens it as the browser would (RFC 8291).
 */
final class WebPushProvider {
  static final String PATH = "/webpush/";
  private static final int SUBSCRIPTIONS_MAX = 100_000;
  private static final int BODY_BYTES_MAX = 4_096;
  private static final Duration VAPID_MAX = Duration.ofHours(24);
  private static final Pattern VAPID = Pattern.compile("vapid t=([\\w.-]+), ?k=([\\w-]+)");
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9_-]{0,32}");

  private record Refusal(int status, String reason) {}

  private final Behaviours behaviours;
  private final Receipts receipts;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();

  WebPushProvider(
      Behaviours behaviours, Receipts receipts, InstantSource clock, RandomGenerator random) {
    this.behaviours = behaviours;
    this.receipts = receipts;
    this.clock = clock;
    this.random = random;
  }

  /** What a browser's {@code PushManager.subscribe} would give the page. */
  Map<String, String> subscribe(String origin) {
    if (subscriptions.size() >= SUBSCRIPTIONS_MAX) {
      throw new IllegalArgumentException(
          "subscriptions: " + subscriptions.size() + " (expected: < " + SUBSCRIPTIONS_MAX + ")");
    }
    var made = Subscription.make(Long.toHexString(random.nextLong()), random);
    subscriptions.put(made.id(), made);
    return Map.of(
        "endpoint", origin + PATH + made.id(), "p256dh", made.p256dh(), "auth", made.authText());
  }

  void push(Exchange exchange) throws IOException {
    var id = exchange.path().substring(PATH.length());
    var body = exchange.body();
    var planned = behaviours.next(Provider.WEBPUSH, id).orElse(null);
    if (planned != null) {
      if (planned.retryAfterSeconds() != null) {
        exchange.reply("Retry-After", String.valueOf(planned.retryAfterSeconds()));
      }
      answer(exchange, id, null, new Refusal(planned.status(), "told to"));
      return;
    }
    var subscription = subscriptions.get(id);
    var refusal = subscription == null ? new Refusal(404, "no subscription") : refusal(exchange);
    if (subscription == null || refusal != null) {
      answer(exchange, id, null, refusal);
      return;
    }
    try {
      if (body.length > BODY_BYTES_MAX) {
        answer(exchange, id, null, new Refusal(413, body.length + " bytes"));
      } else {
        var opened = Exchange.JSON.readTree(Decryption.open(body, subscription));
        exchange.reply("Location", exchange.path() + "/" + Long.toHexString(random.nextLong()));
        answer(exchange, id, opened, null);
      }
    } catch (GeneralSecurityException e) {
      answer(exchange, id, null, new Refusal(400, "cannot be opened: " + e.getMessage()));
    }
  }

  private @Nullable Refusal refusal(Exchange exchange) {
    if (!exchange.method().equals("POST")) {
      return new Refusal(405, exchange.method());
    }
    if (!exchange.header("TTL").matches("\\d+")) {
      return new Refusal(400, "TTL: missing");
    }
    if (!exchange.header("Content-Encoding").equals("aes128gcm")) {
      return new Refusal(415, "Content-Encoding: " + exchange.header("Content-Encoding"));
    }
    if (!TOPIC.matcher(exchange.header("Topic")).matches()) {
      return new Refusal(400, "Topic: " + exchange.header("Topic"));
    }
    var authorization = VAPID.matcher(exchange.header("Authorization"));
    if (!authorization.matches()) {
      return new Refusal(401, "Authorization: no vapid");
    }
    return isSigned(authorization.group(1), authorization.group(2), exchange.header("Host"))
        ? null
        : new Refusal(403, "vapid: not signed for this service by this key");
  }

  private boolean isSigned(String token, String key, String host) {
    try {
      var jwt = SignedJWT.parse(token);
      var claims = jwt.getJWTClaimsSet();
      var publicKey = (ECPublicKey) Decryption.publicKey(Base64.getUrlDecoder().decode(key));
      var expiry = claims.getExpirationTime().toInstant();
      var subject = claims.getSubject();
      return JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())
          && jwt.verify(new ECDSAVerifier(publicKey))
          && claims.getAudience().contains("http://" + host)
          && expiry.isAfter(clock.instant())
          && expiry.isBefore(clock.instant().plus(VAPID_MAX).plusSeconds(60))
          && subject != null
          && (subject.startsWith("mailto:") || subject.startsWith("https:"));
    } catch (ParseException
        | JOSEException
        | GeneralSecurityException
        | NullPointerException
        | IllegalArgumentException e) {
      return false;
    }
  }

  private void answer(
      Exchange exchange, String id, @Nullable JsonNode opened, @Nullable Refusal refusal)
      throws IOException {
    var status = refusal == null ? 201 : refusal.status();
    receipts.add(
        new Received(
            Provider.WEBPUSH,
            id,
            exchange.header("Topic"),
            opened == null ? Exchange.JSON.nullNode() : opened,
            status,
            refusal == null ? "" : refusal.reason(),
            clock.millis()));
    exchange.answer(status);
  }
}
