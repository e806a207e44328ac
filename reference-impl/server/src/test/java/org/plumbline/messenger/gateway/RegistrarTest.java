package org.plumbline.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.directory.Await;
import org.plumbline.messenger.directory.NodeRegistry;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.directory.memory.MemoryDirectory;
import org.plumbline.messenger.session.Sessions;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.UserId;

/** {@code messenger.session.registration}, and who may record sessions at all. */
class RegistrarTest {

  private static final Duration BOUND = Duration.ofSeconds(20);
  private static final UserId ADA = new UserId("ada");

  private static boolean isFound(RawNode node) {
    return node.bean(SessionDirectory.class).locate(List.of(ADA)).containsKey(ADA);
  }

  private static double counted(RawNode node, String outcome) {
    return node.bean(MeterRegistry.class)
        .get("messenger.registrations")
        .tag("outcome", outcome)
        .counter()
        .count();
  }

  @Test
  void shouldGreetBeforeItRecordsAndTryOnWhenAsync() throws Exception {
    try (RawNode node = new RawNode(Map.of("messenger.session.registration", "async"))) {
      MemoryDirectory directory = node.bean(MemoryDirectory.class);
      directory.setReachable(false);
      Socket phone = Socket.open(node.uri(), node.token("ada", "phone"));
      ServerFrame.Welcome welcome = phone.await(ServerFrame.Welcome.class);
      Await.until("it was tried", BOUND, () -> counted(node, "failed") > 0);
      directory.setReachable(true);
      Await.until("it is recorded", BOUND, () -> isFound(node));
      assertThat(node.bean(SessionDirectory.class).locate(List.of(ADA)).get(ADA))
          .extracting(SessionDirectory.Location::epoch)
          .containsExactly(welcome.epoch());
      Socket again = Socket.open(node.uri(), node.token("ada", "phone"));
      assertThat(again.await(ServerFrame.Welcome.class).epoch()).isGreaterThan(welcome.epoch());
      assertThat(phone.closeCode()).isEqualTo(4009);
      again.abort();
      Await.until("it is taken out", BOUND, () -> !isFound(node));
    }
  }

  @Test
  void shouldNotRecordASessionThatEndedBeforeItWasRecorded() throws Exception {
    try (RawNode node = new RawNode(Map.of("messenger.session.registration", "async"))) {
      MemoryDirectory directory = node.bean(MemoryDirectory.class);
      directory.setReachable(false);
      Socket phone = Socket.open(node.uri(), node.token("ada", "phone"));
      phone.await(ServerFrame.Welcome.class);
      Await.until("it was tried", BOUND, () -> counted(node, "failed") > 0);
      phone.abort();
      Await.until("it ended", BOUND, () -> node.bean(Sessions.class).count() == 0);
      directory.setReachable(true);
      assertThat(isFound(node)).isFalse();
      assertThat(counted(node, "recorded")).isZero();
    }
  }

  @Test
  void shouldRefuseAnUnknownName() {
    assertThatThrownBy(() -> new RawNode(Map.of("messenger.session.registration", "later")).close())
        .hasStackTraceContaining("messenger.session.registration: later (expected: sync or async)");
    assertThatThrownBy(() -> new RawNode(Map.of("messenger.ack", "on_luck")).close())
        .hasStackTraceContaining(
            "messenger.ack: on_luck (expected: one of on_receive, on_broker, on_store)");
    assertThatThrownBy(() -> new RawNode(Map.of("messenger.route", "pigeon")).close())
        .hasStackTraceContaining("messenger.route: pigeon (expected: one of log, direct)");
  }

  @Test
  void shouldNotStartWhenAnotherNodeHasItsNumber() {
    MemoryDirectory world = new MemoryDirectory(InstantSource.system());
    NodeRegistry other = world.join("node-1", 7, "127.0.0.1", 0);
    assertThat(other.announce()).isTrue();
    ApplicationContext context =
        ApplicationContext.builder(
                Map.of(
                    "messenger.servers", "memory",
                    "messenger.node.id", "node-2",
                    "messenger.node.number", "7",
                    "micronaut.server.port", "-1",
                    "messenger.token.secret", "a secret of at least thirty-two bytes"))
            .singletons(world)
            .start();
    assertThatThrownBy(() -> context.getBean(EmbeddedServer.class).start())
        .hasStackTraceContaining("messenger.node.number: 7 (expected: a number that no other node");
    context.close();
  }

  @Test
  void shouldSendItsDevicesAwayAndTakeNoneOnceANewerProcessIsItsNode() throws Exception {
    try (RawNode node = new RawNode(Map.of("messenger.node.id", "node-9"))) {
      Socket phone = Socket.open(node.uri(), node.token("ada", "phone"));
      phone.await(ServerFrame.Welcome.class);
      NodeRegistry newer = node.bean(MemoryDirectory.class).join("node-9", "127.0.0.1", 0);
      assertThat(newer.announce()).isTrue();
      assertThat(phone.closeCode()).isEqualTo(4503);
      try (RawSocket late = RawSocket.connect(node.uri())) {
        String bearer = "Authorization: Bearer " + node.token("ada", "tablet") + "\r\n";
        assertThat(late.say(RawSocket.handshake(node.uri(), bearer)).head())
            .startsWith("HTTP/1.1 503")
            .containsIgnoringCase("retry-after: ");
      }
    }
  }
}
