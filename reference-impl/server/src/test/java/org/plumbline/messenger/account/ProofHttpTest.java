package org.plumbline.messenger.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.HttpCalls;
import org.plumbline.messenger.HttpCalls.Answer;
import org.plumbline.messenger.account.memory.InMemoryCodeSender;
import org.plumbline.messenger.directory.Await;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;

/** The two proofs that need no password: a code that was sent, and a QR code. */
@MicronautTest
@Property(name = "messenger.servers", value = "memory")
@Property(name = "messenger.password.memory-kib", value = "64")
class ProofHttpTest {

  private final HttpCalls node;
  private final Tokens tokens;
  private final InMemoryCodeSender sender;

  ProofHttpTest(EmbeddedServer server, Tokens tokens, InMemoryCodeSender sender) {
    this.node = new HttpCalls(server.getURI());
    this.tokens = tokens;
    this.sender = sender;
  }

  @Test
  void shouldLogInOnceWithTheCodeThatWasSent() {
    String user = registered();
    assertThat(askCode(user).status()).isEqualTo(202);
    String code = sent(user);

    Answer login = logIn(user, code);

    assertThat(login.status()).isEqualTo(200);
    assertThat(tokens.verify(login.field("token").toString()).orElseThrow().user().value())
        .isEqualTo(user);
    assertThat(logIn(user, code).status()).as("a second time").isEqualTo(401);
  }

  @Test
  void shouldNotTellAnUnknownUserFromAKnownOne() {
    String known = registered();
    String unknown = "u-" + UUID.randomUUID();

    assertThat(askCode(unknown)).isEqualTo(askCode(known));
    assertThat(logIn(unknown, "000000").json()).isEqualTo(logIn(registered(), "000000").json());
    assertThat(sender.lastOf(new UserId(unknown))).isEmpty();
    askCode(known);
    askCode(known);
    askCode(unknown);
    askCode(unknown);
    assertThat(askCode(unknown).status()).isEqualTo(429).isEqualTo(askCode(known).status());
    assertThat(askCode(unknown).retryAfter()).isNotEmpty();
  }

  @Test
  void shouldEndTheCodeWhenFiveTriesWereWrong() {
    String user = registered();
    askCode(user);
    String code = sent(user);
    String wrong = code.equals("000000") ? "000001" : "000000";
    for (int i = 0; i < 5; i++) {
      assertThat(logIn(user, wrong).status()).isEqualTo(401);
    }
    assertThat(logIn(user, code).status()).isEqualTo(401);
  }

  @Test
  void shouldNameFieldValueAndExpectationWhenCodeRequestIsBad() {
    assertThat(logIn("ann", "12345").field("detail"))
        .isEqualTo("code: not readable (expected: 6 digits)");
    assertThat(
            node.post("/user/v1/code", "{\"user_id\":\"ann\",\"channel\":\"A B\"}").field("detail"))
        .isEqualTo("channel: not readable (expected: such as sms or mail)");
    assertThat(
            node.post(
                    "/user/v1/auth",
                    "{\"user_id\":\"ann\",\"code\":\"123456\",\"password\":\"long enough\"}")
                .field("detail"))
        .isEqualTo("password, code: both (expected: one of them)");
  }

  @Test
  void shouldLogTheShowingDeviceInOnceWhenTheScanningOneApproves() {
    String user = registered();
    Answer shown = node.post("/user/v1/qrCode/generate", "{}");
    assertThat(shown.field("expires_in").toString()).isEqualTo("60");
    assertThat(claim(shown, secret(shown)).field("state")).isEqualTo("waiting");
    Answer scanned = qr("scan", shown, user, "phone");
    assertThat(scanned.field("address")).isEqualTo("127.0.0.1");
    assertThat(scanned.field("user_agent").toString()).contains("Java");
    assertThat(claim(shown, secret(shown)).field("state")).isEqualTo("scanned");
    assertThat(qr("approve", shown, user, "phone").status()).isEqualTo(204);

    Answer claimed = claim(shown, secret(shown));

    assertThat(claimed.status()).isEqualTo(200);
    Identity identity = tokens.verify(claimed.field("token").toString()).orElseThrow();
    assertThat(identity.user().value()).isEqualTo(user);
    assertThat(node.get("/user/v1/devices", claimed.field("token").toString()).body())
        .contains(identity.device().value());
    assertThat(claim(shown, secret(shown)).status()).as("a second time").isEqualTo(404);
  }

  @Test
  void shouldGiveNothingToWhoOnlySawTheCodeOrDidNotScanIt() {
    String user = registered();
    Answer shown = node.post("/user/v1/qrCode/generate", "{}");
    assertThat(qr("approve", shown, user, "phone").status()).as("not scanned").isEqualTo(404);
    qr("scan", shown, user, "phone");
    assertThat(qr("scan", shown, "mallory", "phone").status()).isEqualTo(404);
    assertThat(qr("approve", shown, "mallory", "phone").status()).isEqualTo(404);
    assertThat(qr("approve", shown, user, "another").status()).isEqualTo(404);
    qr("approve", shown, user, "phone");
    for (String secret : List.of("", "x", shown.field("qr_id").toString(), "y".repeat(500))) {
      assertThat(claim(shown, secret).status()).as(secret).isEqualTo(404);
    }
    assertThat(claim(shown, secret(shown)).status()).isEqualTo(200);
  }

  @Test
  void shouldAskForATokenToScanAndApprove() {
    Answer shown = node.post("/user/v1/qrCode/generate", "{}");
    for (String step : List.of("scan", "approve")) {
      String body = "{\"qr_id\":\"" + shown.field("qr_id") + "\"}";
      assertThat(node.post("/user/v1/qrCode/" + step, body).status()).isEqualTo(401);
      assertThat(node.post("/user/v1/qrCode/" + step, body, secret(shown)).status()).isEqualTo(401);
    }
    assertThat(claim(shown, secret(shown)).field("state")).isEqualTo("waiting");
  }

  private Answer askCode(String user) {
    return node.post("/user/v1/code", "{\"user_id\":\"" + user + "\"}");
  }

  private String sent(String user) {
    UserId id = new UserId(user);
    Await.until("a code was sent", Duration.ofSeconds(10), () -> sender.lastOf(id).isPresent());
    return sender.lastOf(id).orElseThrow();
  }

  private Answer logIn(String user, String code) {
    return node.post("/user/v1/auth", "{\"user_id\":\"%s\",\"code\":\"%s\"}".formatted(user, code));
  }

  private static String secret(Answer shown) {
    return shown.field("secret").toString();
  }

  private Answer claim(Answer shown, String secret) {
    return node.post(
        "/user/v1/qrCode/claim",
        "{\"qr_id\":\"%s\",\"secret\":\"%s\"}".formatted(shown.field("qr_id"), secret));
  }

  private Answer qr(String step, Answer shown, String user, String device) {
    return node.post(
        "/user/v1/qrCode/" + step,
        "{\"qr_id\":\"" + shown.field("qr_id") + "\"}",
        tokens.issue(new UserId(user), new DeviceId(device)).token());
  }

  private String registered() {
    String user = "u-" + UUID.randomUUID();
    String body = "{\"user_id\":\"" + user + "\",\"password\":\"correct horse\"}";
    assertThat(node.post("/user/v1/register", body).status()).isEqualTo(201);
    return user;
  }
}
