package org.plumbline.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * FCM's HTTP v1: {@code POST /oauth/token} exchanges a signed assertion for a bearer token (RFC
 * 7523), {@code POST /v1/projects/{project}/messages:send} takes one message.
 */
final class FcmProvider {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
  private static final String SEND = "/v1/projects/" + ProviderKeys.FCM_PROJECT + "/messages:send";
  private static final long LIFETIME_SECONDS = 3_599;
  private static final int TOKENS_MAX = 10_000;

  private final ProviderKeys keys;
  private final Behaviours behaviours;
  private final Receipts receipts;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Set<String> tokens = ConcurrentHashMap.newKeySet();

  FcmProvider(
      ProviderKeys keys,
      Behaviours behaviours,
      Receipts receipts,
      InstantSource clock,
      RandomGenerator random) {
    this.keys = keys;
    this.behaviours = behaviours;
    this.receipts = receipts;
    this.clock = clock;
    this.random = random;
  }

  void token(Exchange exchange) throws IOException {
    var form = Exchange.pairs(new String(exchange.body(), StandardCharsets.US_ASCII));
    if (!GRANT.equals(form.get("grant_type"))
        || !isOurs(form.getOrDefault("assertion", ""))
        || tokens.size() >= TOKENS_MAX) {
      exchange.answer(400, Map.of("error", "invalid_grant"));
      return;
    }
    var bytes = new byte[16];
    random.nextBytes(bytes);
    var token = "ya29." + HexFormat.of().formatHex(bytes);
    tokens.add(token);
    exchange.answer(
        200, Map.of("access_token", token, "expires_in", LIFETIME_SECONDS, "token_type", "Bearer"));
  }

  void send(Exchange exchange) throws IOException {
    if (!exchange.path().equals(SEND) || !exchange.method().equals("POST")) {
      exchange.answer(404, error(404, "NOT_FOUND", ""));
      return;
    }
    var message = exchange.json().path("message");
    var token = message.path("token").asText();
    var planned = behaviours.next(Provider.FCM, token).orElse(null);
    if (planned != null) {
      if (planned.retryAfterSeconds() != null) {
        exchange.reply("Retry-After", String.valueOf(planned.retryAfterSeconds()));
      }
      refuse(exchange, message, planned.status(), codeOf(planned.status()));
    } else if (!tokens.contains(exchange.header("Authorization").replaceFirst("^Bearer ", ""))) {
      refuse(exchange, message, 401, "UNAUTHENTICATED");
    } else if (token.isEmpty() || !isMessage(message)) {
      refuse(exchange, message, 400, "INVALID_ARGUMENT");
    } else {
      add(message, 200, "");
      exchange.answer(
          200,
          Map.of(
              "name",
              "projects/"
                  + ProviderKeys.FCM_PROJECT
                  + "/messages/"
                  + Long.toHexString(random.nextLong())));
    }
  }

  private boolean isOurs(String assertion) {
    try {
      var jwt = SignedJWT.parse(assertion);
      var claims = jwt.getJWTClaimsSet();
      var now = clock.instant();
      return JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())
          && jwt.verify(new RSASSAVerifier((RSAPublicKey) keys.fcm().getPublic()))
          && ProviderKeys.FCM_EMAIL.equals(claims.getIssuer())
          && SCOPE.equals(claims.getStringClaim("scope"))
          && claims.getAudience().stream().allMatch(uri -> uri.endsWith("/oauth/token"))
          && claims.getExpirationTime().toInstant().isAfter(now)
          && claims.getExpirationTime().toInstant().isBefore(now.plusSeconds(3_660));
    } catch (ParseException | JOSEException | NullPointerException e) {
      return false;
    }
  }

  /** FCM's data are texts, and a collapse key is one too. */
  private static boolean isMessage(JsonNode message) {
    for (var value : message.path("data")) {
      if (!value.isTextual()) {
        return false;
      }
    }
    return message.path("data").size() > 0 || message.has("notification");
  }

  private void refuse(Exchange exchange, JsonNode message, int status, String code)
      throws IOException {
    add(message, status, code);
    exchange.answer(status, error(status, statusOf(status), code));
  }

  private void add(JsonNode message, int status, String reason) {
    receipts.add(
        new Received(
            Provider.FCM,
            message.path("token").asText(),
            message.path("android").path("collapse_key").asText(),
            message,
            status,
            reason,
            clock.millis()));
  }

  private static String codeOf(int status) {
    return switch (status) {
      case 404, 410 -> "UNREGISTERED";
      case 429 -> "QUOTA_EXCEEDED";
      case 503 -> "UNAVAILABLE";
      case 400 -> "INVALID_ARGUMENT";
      case 401 -> "UNAUTHENTICATED";
      default -> "INTERNAL";
    };
  }

  private static String statusOf(int status) {
    return switch (status) {
      case 404, 410 -> "NOT_FOUND";
      case 429 -> "RESOURCE_EXHAUSTED";
      default -> codeOf(status);
    };
  }

  private static Map<String, Object> error(int status, String name, String code) {
    return Map.of(
        "error",
        Map.of(
            "code",
            status,
            "status",
            name,
            "message",
            "told to refuse, or not understood",
            "details",
            List.of(
                Map.of(
                    "@type",
                    "type.googleapis.com/google.firebase.fcm.v1.FcmError",
                    "errorCode",
                    code))));
  }
}
