package org.plumbline.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.messenger.gateway.RawSocket.TEXT;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.messenger.HttpCalls;

/** What is beyond an allowance is refused with the time at which to come again. */
class LimitsTest {

  private static final String ADMIN = "a secret of an operator";
  private static RawNode node;

  @BeforeAll
  static void start() {
    node =
        new RawNode(
            Map.of(
                "messenger.admin.token", ADMIN,
                "messenger.limit.messages", "2, 1/m",
                "messenger.limit.receipts", "2, 1/m",
                "messenger.limit.typing", "2, 1/m",
                "messenger.limit.syncs", "2, 1/m",
                "messenger.limit.subscriptions", "2, 1/m",
                "messenger.limit.heartbeats", "2, 1/m",
                "messenger.limit.requests", "3, 1/m",
                "messenger.limit.strangers", "30, 1/m"));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "message|{'type':'SEND_MESSAGE','thread_id':'d:ada:bob','temp_id':'t','text':'x'}",
        "receipt|{'type':'MESSAGE_ACK','status':'READ','thread_id':'d:ada:bob','seq':0}",
        "typing|{'type':'TYPING','thread_id':'d:ada:bob','active':true}",
        "sync|{'type':'SYNC','cursors':{}}",
        "subscription|{'type':'SUBSCRIBE_PRESENCE','users':[]}",
        "heartbeat|{'type':'HEARTBEAT'}"
      })
  void shouldThrottleADeviceAndNoOther(String what, String frame) throws Exception {
    byte[] bytes = RawSocket.text(frame.replace('\'', '"'));
    try (RawSocket one = node.open("ada");
        RawSocket other = node.open("ada")) {
      one.say(bytes).say(bytes).say(bytes);
      String answer = one.await(TEXT).text();
      while (!answer.contains("THROTTLED")) {
        answer = one.await(TEXT).text();
      }
      assertThat(answer).contains("\"ERROR\"", what + ": more than", "\"retry_after_ms\":");
      assertThat(answer.contains("\"temp_id\":\"t\"")).isEqualTo(what.equals("message"));
      other.say(bytes).say(RawSocket.frame(true, 0, RawSocket.PING, new byte[0]));
      assertThat(other.await(RawSocket.PONG).opcode()).isEqualTo(RawSocket.PONG);
    }
  }

  @Test
  void shouldThrottleTheRequestsOfAUserWithATimeAndABody() {
    HttpCalls http = new HttpCalls(node.uri());
    String token = node.token("heavy", "phone");
    for (int i = 0; i < 3; i++) {
      assertThat(http.get("/thread/v1", token).status()).isEqualTo(200);
    }
    HttpCalls.Answer refused = http.get("/thread/v1", token);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.retryAfter())).isBetween(1, 61);
    assertThat(refused.field("code")).isEqualTo("THROTTLED");
    assertThat(refused.field("detail").toString()).contains("3 at once");
    assertThat(http.get("/thread/v1", node.token("light", "phone")).status()).isEqualTo(200);
    assertThat(http.get("/health/liveness", null).status()).isEqualTo(200);
  }

  @Test
  void shouldThrottleAnAddressWithoutAUser() {
    HttpCalls http = new HttpCalls(node.uri());
    HttpCalls.Answer last = http.post("/user/v1/auth", "{}");
    for (int i = 0; i < 40 && last.status() != 429; i++) {
      last = http.post("/user/v1/auth", "{}");
    }
    assertThat(last.status()).isEqualTo(429);
    assertThat(last.field("code")).isEqualTo("THROTTLED");
    assertThat(http.get("/health/readiness", null).status()).isEqualTo(200);
  }
}
