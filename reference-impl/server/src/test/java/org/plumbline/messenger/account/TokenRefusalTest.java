package org.plumbline.messenger.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.HttpCalls;
import org.plumbline.messenger.HttpCalls.Answer;
import org.plumbline.messenger.friend.Friendships;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** Every route of accounts and friends with every token that must not count. */
@MicronautTest
@Property(name = "messenger.servers", value = "memory")
@Property(name = "messenger.token.secret", value = TokenRefusalTest.SECRET)
class TokenRefusalTest {

  static final String SECRET = "a secret of at least thirty-two bytes";
  private static final String AUDIENCE = "plumbline-messenger";

  private final HttpCalls node;
  private final Tokens tokens;
  private final Friendships friendships;

  TokenRefusalTest(EmbeddedServer server, Tokens tokens, Friendships friendships) {
    this.node = new HttpCalls(server.getURI());
    this.tokens = tokens;
    this.friendships = friendships;
  }

  @Test
  void shouldTakeTheTokenThatTheOthersAreMadeAfter() throws Exception {
    String token = signed(SECRET, claims().build());

    assertThat(node.get("/user/v1/devices", token).status()).isEqualTo(200);
  }

  @Test
  void shouldRefuseEveryBadTokenOnEveryRouteAndChangeNothing() throws Exception {
    String good = tokens.issue(new UserId("ada"), new DeviceId("phone")).token();
    String shown = node.post("/user/v1/qrCode/generate", "{}").field("qr_id").toString();
    node.post("/user/v1/friend/add", "{\"user_id\":\"ada\"}", token("bob"));
    String body = "{\"user_id\":\"bob\",\"device_id\":\"phone\",\"qr_id\":\"" + shown + "\"}";
    Map<String, String> bad = badTokens(good);
    bad.forEach(
        (why, token) -> {
          for (String path :
              List.of(
                  "logout",
                  "devices/revoke",
                  "ticket",
                  "qrCode/scan",
                  "qrCode/approve",
                  "friend/add",
                  "friend/accept",
                  "friend/reject",
                  "friend/remove",
                  "frient/add",
                  "frient/accept",
                  "frient/reject",
                  "frient/remove")) {
            refused(why + " at " + path, node.post("/user/v1/" + path, body, token));
          }
          for (String path :
              List.of("devices", "friend", "friend/requests", "frient", "frient/requests")) {
            refused(why + " at " + path, node.get("/user/v1/" + path, token));
          }
        });
    assertThat(friendships.areFriends(new UserId("ada"), new UserId("bob"))).isFalse();
    assertThat(node.get("/user/v1/friend/requests", good).body()).contains("\"bob\"");
  }

  private static void refused(String what, Answer answer) {
    assertThat(answer.status()).as(what).isEqualTo(401);
    assertThat(answer.json()).as(what).containsOnlyKeys("code", "detail");
    assertThat(answer.body()).as(what).doesNotContain("ada", "bob", "phone");
  }

  private Map<String, String> badTokens(String good) throws Exception {
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("expired", signed(SECRET, claims().expirationTime(Date.from(Instant.EPOCH)).build()));
    bad.put("another key", signed(SECRET + "!", claims().build()));
    bad.put("another audience", signed(SECRET, claims().audience("someone-else").build()));
    bad.put("another type", signed(SECRET, claims().claim("token_type", "refresh").build()));
    bad.put("no device", signed(SECRET, claims().claim("device_id", null).build()));
    bad.put("no end", signed(SECRET, claims().expirationTime(null).build()));
    bad.put("no signature", new PlainJWT(claims().build()).serialize());
    bad.put("signature cut", good.substring(0, good.length() - 2));
    bad.put("no JWT", "a.b.c");
    bad.put("a refresh token", new OpaqueTokens(new Random(7)).next());
    SignedJWT other = new SignedJWT(new JWSHeader(JWSAlgorithm.HS512), claims().build());
    other.sign(new MACSigner((SECRET + SECRET).getBytes(StandardCharsets.UTF_8)));
    bad.put("another algorithm", other.serialize());
    return bad;
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .subject("ada")
        .claim("device_id", "phone")
        .claim("token_type", "access")
        .audience(AUDIENCE)
        .expirationTime(Date.from(Instant.ofEpochSecond(4_000_000_000L)));
  }

  private static String signed(String secret, JWTClaimsSet claims) throws Exception {
    SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    token.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
    return token.serialize();
  }

  private String token(String user) {
    return tokens.issue(new UserId(user), new DeviceId("phone")).token();
  }
}
