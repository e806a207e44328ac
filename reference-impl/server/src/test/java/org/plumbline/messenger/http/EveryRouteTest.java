package org.plumbline.messenger.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every route that this node has, whoever adds it: without a good token there is no answer but 401.
 * The routes that need none are {@link PublicRoutes}.
 */
@MicronautTest
@Property(name = "messenger.servers", value = "memory")
@Property(name = "messenger.admin.load-accounts", value = "true")
@Property(name = "messenger.token.secret", value = EveryRouteTest.SECRET)
class EveryRouteTest {

  static final String SECRET = "0123456789abcdef0123456789abcdef0123456789abcdef";
  private static final String FOREIGN = "another secret of at least 32 bytes, and longer ones";
  private static final String AUDIENCE = "plumbline-messenger";

  private final Instant now = InstantSource.system().instant();
  private final EmbeddedServer server;
  private final Router router;

  EveryRouteTest(EmbeddedServer server, Router router) {
    this.server = server;
    this.router = router;
  }

  private JWTClaimsSet claims(Instant expiry, String audience, String type) {
    return new JWTClaimsSet.Builder()
        .subject("ann")
        .claim("device_id", "phone")
        .claim("token_type", type)
        .audience(audience)
        .issueTime(Date.from(now.minusSeconds(60)))
        .expirationTime(Date.from(expiry))
        .build();
  }

  private static String signed(JWTClaimsSet claims, String secret) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build(), claims);
    token.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
    return token.serialize();
  }

  private Map<String, @Nullable String> badTokens() throws JOSEException {
    Instant later = now.plusSeconds(600);
    Map<String, @Nullable String> tokens = new LinkedHashMap<>();
    tokens.put("none", null);
    tokens.put("no token at all", "x");
    tokens.put("expired", signed(claims(now.minusSeconds(1), AUDIENCE, "access"), SECRET));
    tokens.put("forged", signed(claims(later, AUDIENCE, "access"), FOREIGN));
    tokens.put("unsigned", new PlainJWT(claims(later, AUDIENCE, "access")).serialize());
    tokens.put("for somebody else", signed(claims(later, "another", "access"), SECRET));
    tokens.put("of another type", signed(claims(later, AUDIENCE, "refresh"), SECRET));
    return tokens;
  }

  private static String named(UriRouteInfo<?, ?> route) {
    return PublicRoutes.named(route);
  }

  private int status(UriRouteInfo<?, ?> route, @Nullable String token)
      throws IOException, InterruptedException {
    String path = route.getUriMatchTemplate().toPathString().replaceAll("\\{[^}]*}", "1");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.getURI().resolve(path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .method(route.getHttpMethodName(), HttpRequest.BodyPublishers.ofString("{}"));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private List<UriRouteInfo<?, ?>> routes() {
    return router.uriRoutes().<UriRouteInfo<?, ?>>map(route -> route).toList();
  }

  @Test
  void shouldAnswer401OnEveryRouteWhenTheTokenIsNotGood() throws Exception {
    Set<String> tried = new TreeSet<>();
    Set<String> wrong = new TreeSet<>();
    Map<String, @Nullable String> bad = badTokens();
    for (UriRouteInfo<?, ?> route : routes()) {
      if (!PublicRoutes.contains(named(route)) && tried.add(named(route))) {
        for (Map.Entry<String, @Nullable String> token : bad.entrySet()) {
          int status = status(route, token.getValue());
          if (status != 401) {
            wrong.add(named(route) + " with a token " + token.getKey() + ": " + status);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(tried)
        .contains("GET /thread/v1", "POST /user/v1/chat/message/send", "GET /presence/v1");
  }

  @Test
  void shouldAnswerOtherwiseWhenTheTokenIsGood() throws Exception {
    String good = signed(claims(now.plusSeconds(600), AUDIENCE, "access"), SECRET);
    for (UriRouteInfo<?, ?> route : routes()) {
      if (named(route).equals("GET /thread/v1")) {
        assertThat(status(route, good)).isEqualTo(200);
      }
    }
  }
}
