package org.plumbline.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.HttpCalls;
import org.plumbline.messenger.account.Tokens;
import org.plumbline.messenger.directory.Await;
import org.plumbline.messenger.push.memory.MemoryPushSender;
import org.plumbline.messenger.session.Sessions;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** A device whose socket is dead before its node knows it is pushed to when the node finds out. */
class HalfOpenPushTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final EmbeddedServer SERVER =
      ApplicationContext.run(
          EmbeddedServer.class,
          Map.of(
              "messenger.servers", "memory",
              "micronaut.server.port", "-1",
              "messenger.push.grace", "2s",
              "messenger.session.heartbeat-interval", "2s",
              "messenger.session.heartbeat-timeout", "4s"));

  private final Tokens tokens = SERVER.getApplicationContext().getBean(Tokens.class);
  private final MemoryPushSender apns =
      SERVER.getApplicationContext().getBean(MemoryPushSender.class, Qualifiers.byName("apns"));
  private final HttpCalls node = new HttpCalls(SERVER.getURI());
  private final UserId ann = new UserId("ann-" + UUID.randomUUID());
  private final UserId bob = new UserId("bob-" + UUID.randomUUID());
  private final ThreadId thread = ThreadId.direct(ann, bob);

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private String token(UserId user) {
    return tokens.issue(user, new DeviceId("phone")).token();
  }

  private void optIn() {
    String address = UUID.randomUUID().toString().replace("-", "");
    assertThat(
            node.post(
                    "/user/v1/device/push",
                    "{\"provider\":\"apns\",\"token\":\"" + address + "\",\"opt_in\":true}",
                    token(bob))
                .status())
        .isEqualTo(200);
  }

  private long say(String text) {
    String json = "{\"recipient_id\":\"%s\",\"content\":\"%s\"}".formatted(bob, text);
    return ((Number) node.post("/user/v1/chat/message/send", json, token(ann)).field("seq"))
        .longValue();
  }

  private List<Long> pushed() {
    return apns.given().stream()
        .filter(given -> given.device().user().equals(bob))
        .map(given -> Long.valueOf(given.notification().data().get("seq")))
        .toList();
  }

  private void awaitPush(long seq) {
    Await.until("a push of " + seq, PATIENCE, () -> pushed().contains(seq));
  }

  private static double cancelled() {
    return SERVER
        .getApplicationContext()
        .getBean(MeterRegistry.class)
        .get("messenger.push")
        .tag("provider", "apns")
        .tag("outcome", "cancelled")
        .counter()
        .count();
  }

  @Test
  void shouldPushWhatASilentSocketDidNotAcknowledgeOnceItsHeartbeatsAreMissed() throws Exception {
    optIn();
    try (RawSocket silent = RawSocket.open(SERVER.getURI(), token(bob))) {
      long heard = say("heard");
      assertThat(silent.await(RawSocket.TEXT).text()).contains("heard");
      silent.say(
          RawSocket.frame(
              true,
              0,
              RawSocket.TEXT,
              FrameCodec.encode(new ClientFrame.Acknowledge(thread, heard, Status.DELIVERED))));
      long unheard = say("unheard");

      awaitPush(unheard);
      assertThat(pushed()).containsExactly(unheard);
    }
  }

  @Test
  void shouldPushWhatAResetTookAlong() throws Exception {
    optIn();
    RawSocket reset = RawSocket.open(SERVER.getURI(), token(bob));
    long seq = say("lost");
    assertThat(reset.await(RawSocket.TEXT).text()).contains("lost");

    reset.reset();

    awaitPush(seq);
    assertThat(pushed()).containsExactly(seq);
  }

  @Test
  void shouldNotPushToADeviceThatComesBackWithinTheGrace() throws Exception {
    optIn();
    RawSocket reset = RawSocket.open(SERVER.getURI(), token(bob));
    long seq = say("lost");
    assertThat(reset.await(RawSocket.TEXT).text()).contains("lost");
    double before = cancelled();

    reset.reset();
    Sessions sessions = SERVER.getApplicationContext().getBean(Sessions.class);
    DeviceId phone = new DeviceId("phone");
    Await.until("the node knows", PATIENCE, () -> sessions.of(bob, phone) == null);
    Socket back = Socket.open(SERVER.getURI(), token(bob));
    back.await(ServerFrame.Welcome.class);

    Await.until("the push is cancelled", PATIENCE, () -> cancelled() > before);
    assertThat(pushed()).doesNotContain(seq);
    back.abort();
  }
}
