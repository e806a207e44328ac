package org.plumbline.chaos.workload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.HistoryReader;
import org.plumbline.chaos.history.HistoryWriter;
import org.plumbline.chaos.history.Operation;
import org.plumbline.chaos.history.Particulars;
import org.plumbline.client.ClientRuntime;

/** What a workload leaves in its history besides the messages of pairs. */
@Timeout(120)
class MixedWorkloadTest {

  private static final Mix MIX =
      new Mix(
          1,
          3,
          Duration.ofMillis(15),
          1,
          Duration.ofMillis(40),
          Duration.ofMillis(40),
          1,
          100,
          100,
          2);
  private static final long SEEN_AT_MILLIS = 5_000;

  @TempDir private Path folder;

  private List<HistoryEvent> history = List.of();

  private void run() throws Exception {
    HttpServer servers = servers();
    URI base = URI.create("http://127.0.0.1:" + servers.getAddress().getPort());
    Outlook outlook =
        new Outlook(
            Optional.of(base),
            Map.of("node-1", base.resolve("/prometheus")),
            InstantSource.fixed(Instant.ofEpochMilli(SEEN_AT_MILLIS)));
    Path file = folder.resolve("history.jsonl");
    try (FakeMessenger messenger = new FakeMessenger();
        HistoryWriter writer = new HistoryWriter(file);
        ClientRuntime runtime = ClientRuntime.create(System::nanoTime, 5);
        Fleet fleet =
            Fleet.enlist(
                new WorkloadPlan(
                    messenger.addresses(), "t-", 4, 200, Duration.ofSeconds(20), 5, MIX, outlook),
                runtime,
                writer,
                Duration.ofSeconds(10))) {
      messenger.unansweredChanges.set(2);
      try (OpenLoop loop = OpenLoop.of(fleet, new Random(5))) {
        loop.start();
        await(() -> fleet.tally().acknowledgements(0, Long.MAX_VALUE) >= 150);
        await(() -> messenger.unansweredChanges.get() == 0);
      }
      assertThat(QuietEnd.reach(fleet)).isTrue();
    } finally {
      servers.stop(0);
    }
    history = HistoryReader.readAll(file);
  }

  /** The push providers and the metrics of a node. */
  private static HttpServer servers() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Map<String, String> pages =
        Map.of(
            "/control/received",
            """
            {"received": [
              {"address": "handset-of-t-v0-a", "collapse": "c1", "status": 200, "at_ms": 5000,
               "payload": {"data": {"thread_id": "x", "seq": "7"}}},
              {"address": "handset-of-t-v0-a", "collapse": "c1", "status": 429, "at_ms": 5000, "payload": {}},
              {"address": "of another load", "collapse": "c1", "status": 200, "payload": {}}]}
            """,
            "/prometheus",
            "messenger_push_backlog{node=\"a\"} 3.0\nmessenger_push_backlog{node=\"b\"} 1.0\n");
    pages.forEach(
        (path, text) ->
            server.createContext(
                path,
                exchange -> {
                  byte[] body = text.getBytes(UTF_8);
                  exchange.sendResponseHeaders(200, body.length);
                  exchange.getResponseBody().write(body);
                  exchange.close();
                }));
    server.start();
    return server;
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private List<HistoryEvent> all(Operation operation, EventType type) {
    return history.stream()
        .filter(event -> event.operation() == operation && event.type() == type)
        .toList();
  }

  private static Predicate<HistoryEvent> says(String state) {
    return event -> {
      Particulars particulars = event.particulars();
      return particulars != null && particulars.state().equals(state);
    };
  }

  private static MessageFacts messageOf(HistoryEvent event) {
    MessageFacts message = event.message();
    assertThat(message).as(event.toString()).isNotNull();
    return Objects.requireNonNull(message);
  }

  @Test
  void shouldRecordEveryKindOfMaterial() throws Exception {
    run();
    groupsChange();
    visitorsComeAndGo();
    usersLookAndRead();
    pagesAgree();
    assertThat(all(Operation.REGISTER, EventType.OK).stream().map(HistoryEvent::user))
        .containsExactly("t-v0", "t-s0");
    assertThat(all(Operation.CONNECT, EventType.OK)).noneMatch(on -> on.user().equals("t-s0"));
    assertThat(all(Operation.SEND, EventType.OK))
        .anyMatch(sent -> messageOf(sent).thread().contains("t-s0"));
    assertThat(all(Operation.PUSH, EventType.OK))
        .singleElement()
        .satisfies(
            push -> {
              assertThat(push.deviceKey()).isEqualTo("t-v0/a");
              assertThat(messageOf(push).seq()).isEqualTo(7);
            });
    assertThat(all(Operation.QUEUE, EventType.OK))
        .allSatisfy(
            queue -> {
              assertThat(queue.node()).isEqualTo("node-1");
              assertThat(queue.particulars()).isEqualTo(Particulars.queue("push", 4, 5_000));
            });
  }

  private void groupsChange() {
    List<HistoryEvent> asked = all(Operation.CHANGE, EventType.INVOKE);
    List<HistoryEvent> done = all(Operation.CHANGE, EventType.OK);
    assertThat(done).hasSameSizeAs(asked).anyMatch(says(Particulars.REMOVED));
    assertThat(done.getFirst().particulars())
        .isEqualTo(Particulars.added(List.of("t-u0", "t-u1", "t-u2")));
    assertThat(done.stream().filter(says(Particulars.ADDED)).count()).isGreaterThan(1);
    assertThat(done.stream().map(event -> messageOf(event).key())).doesNotHaveDuplicates();
    assertThat(all(Operation.SEND, EventType.FAIL))
        .as("who is out writes, and is refused")
        .allMatch(event -> event.user().equals("t-u2"))
        .allMatch(event -> event.detail().startsWith("NOT_A_MEMBER"));
  }

  private void visitorsComeAndGo() {
    assertThat(all(Operation.WATCH, EventType.INVOKE))
        .anyMatch(event -> event.user().equals("t-u0") && about(event).equals("t-v0"));
    List<HistoryEvent> told =
        all(Operation.PRESENCE, EventType.OK).stream()
            .filter(event -> about(event).equals("t-v0"))
            .toList();
    assertThat(told).anyMatch(says(Particulars.ONLINE)).anyMatch(says(Particulars.OFFLINE));
    assertThat(all(Operation.DISCONNECT, EventType.INFO))
        .isNotEmpty()
        .allMatch(event -> event.user().equals("t-v0"));
    assertThat(all(Operation.CONNECT, EventType.OK).getLast().user()).isEqualTo("t-v0");
  }

  private static String about(HistoryEvent event) {
    Particulars particulars = event.particulars();
    return particulars == null ? "" : particulars.about();
  }

  private void usersLookAndRead() {
    assertThat(all(Operation.LOOK, EventType.OK))
        .anyMatch(event -> messageOf(event).seq() >= 0)
        .hasSameSizeAs(all(Operation.LOOK, EventType.INVOKE));
    assertThat(all(Operation.CURSOR, EventType.INVOKE)).anyMatch(says(Particulars.READ));
    assertThat(all(Operation.RECEIPT, EventType.OK)).anyMatch(says(Particulars.READ));
  }

  private void pagesAgree() {
    assertThat(all(Operation.PAGED, EventType.OK)).hasSize(2 * 3);
    String group = messageOf(all(Operation.CHANGE, EventType.OK).getFirst()).thread();
    List<String> whole =
        all(Operation.READ, EventType.OK).stream()
            .map(MixedWorkloadTest::messageOf)
            .filter(message -> message.thread().equals(group))
            .map(MessageFacts::messageId)
            .toList();
    for (int size : List.of(1, 7, 50)) {
      assertThat(
              all(Operation.PAGE, EventType.OK).stream()
                  .filter(event -> Particulars.page(size).equals(event.particulars()))
                  .map(MixedWorkloadTest::messageOf)
                  .filter(message -> message.thread().equals(group))
                  .map(MessageFacts::messageId))
          .as("pages of " + size)
          .containsExactlyElementsOf(whole);
    }
    assertThat(whole.size()).isGreaterThan(7);
  }

  @Test
  void shouldNameTheFieldOfAMixThatIsIllFormed() {
    assertThatThrownBy(
            () -> new Mix(1, 9, Duration.ofSeconds(1), 0, Duration.ZERO, Duration.ZERO, 0, 0, 0, 0))
        .hasMessage("groupMembers: 9 (expected: 3 to 8)");
    assertThatThrownBy(
            () -> new Mix(1, 3, Duration.ZERO, 0, Duration.ZERO, Duration.ZERO, 0, 0, 0, 0))
        .hasMessage("changeEvery: PT0S (expected: > 0)");
  }
}
