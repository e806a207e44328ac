package org.plumbline.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionTest {
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  @TempDir Path folder;
  private final StubServer server = StubServer.messenger(HEARTBEAT);
  private final Session session = new Session(System::nanoTime);

  @BeforeEach
  void writeAccounts() throws Exception {
    List<String> lines =
        IntStream.range(0, 100).mapToObj(n -> "u" + n + "\tphone\ttoken-of-u" + n).toList();
    Files.write(folder.resolve("accounts"), lines);
  }

  @AfterEach
  void close() {
    session.close();
    server.close();
  }

  @Test
  void shouldAuthenticateEachSocketFromManyAddresses() throws Exception {
    JsonNode answer = open(40, "\"sources\": 8");

    assertThat(answer.path("all").asBoolean()).isTrue();
    assertThat(server.tokens)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 40).mapToObj(n -> "Bearer token-of-u" + n).toList());
    assertThat(server.sources.stream().distinct()).hasSize(8);
  }

  @Test
  void shouldOpenMoreWhenTold() throws Exception {
    var _ = open(30, "\"open_now\": 10");
    assertThat(server.users).hasSize(10);

    JsonNode answer = ask("{\"command\": \"more\", \"count\": 25}");

    assertThat(answer.path("all").asBoolean()).isTrue();
    assertThat(server.users).hasSize(25);
    assertThat(report().path("sockets").path("open").asInt()).isEqualTo(25);
  }

  @Test
  void shouldKeepHeartbeatsOnAllSockets() throws Exception {
    var _ = open(10, "\"sources\": 1");

    Eventually.holds("three heartbeats of each", () -> server.heartbeats.get() >= 30);

    JsonNode sockets = report().path("sockets");
    assertThat(sockets.path("heartbeat_ms").asLong()).isEqualTo(HEARTBEAT.toMillis());
    assertThat(sockets.path("heartbeats_sent").asLong()).isGreaterThanOrEqualTo(30);
    assertThat(sockets.path("open").asInt()).isEqualTo(10);
    assertThat(sockets.path("ended").asInt()).isZero();
  }

  @Test
  void shouldMeasureMessagesOfPairs() throws Exception {
    var _ = open(10, "\"acknowledge\": true");

    JsonNode traffic = traffic("pairs", 400, 100, 500, "\"slices\": 5");

    long sent = traffic.path("sent").asLong();
    assertThat(sent).isBetween(100L, 350L);
    assertThat(traffic.path("sent_in_warm_up").asLong()).isPositive();
    assertThat(traffic.path("acknowledged").asLong()).isEqualTo(sent);
    assertThat(traffic.path("delivered").asLong()).isEqualTo(sent);
    assertThat(traffic.path("unsent").asLong()).isZero();
    for (String latency : List.of("delivery", "acknowledged_after", "lag")) {
      assertThat(Summary.slices(traffic, latency)).hasSize(5);
      assertThat(Summary.sum(Summary.slices(traffic, latency)).getTotalCount()).isEqualTo(sent);
    }
    Eventually.holds("all acknowledged", () -> server.acknowledged.get() >= sent);
    assertThat(server.acknowledged.get())
        .isEqualTo((int) (sent + traffic.path("sent_in_warm_up").asLong()));
  }

  @Test
  void shouldMeasureUntilTheLastMemberOfAGroupHasAMessage() throws Exception {
    var _ = open(10, "\"sources\": 1");

    JsonNode traffic =
        traffic("group", 100, 0, 300, "\"thread\": \"g:all\", \"sender\": 3, \"expected\": 9");

    TrafficReport merged = TrafficReport.of(List.of(traffic));
    assertThat(merged.sent()).isPositive();
    assertThat(merged.delivered()).isEqualTo(9 * merged.sent());
    assertThat(merged.complete()).isEqualTo(merged.sent());
    assertThat(merged.lastMember().getTotalCount()).isEqualTo(merged.sent());
    assertThat(merged.lastMember().getMaxValue())
        .isEqualTo(Summary.sum(merged.delivery()).getMaxValue());
  }

  /** 200 ms of 2 s touch a tenth of the messages, half of which wait for 100 ms or more. */
  @Test
  void shouldShowAServerStalledFor200MillisecondsInThePercentilesOfAnOpenLoopTest()
      throws Exception {
    var _ = open(20, "\"sources\": 1");

    server.stall(Duration.ofMillis(700), Duration.ofMillis(200));
    JsonNode traffic = traffic("pairs", 500, 0, 2_000, "\"slices\": 1");

    Histogram delivery = Summary.sum(Summary.slices(traffic, "delivery"));
    assertThat(delivery.getTotalCount()).isEqualTo(traffic.path("sent").asLong());
    assertThat(delivery.getMaxValue()).isGreaterThan(180_000);
    assertThat(delivery.getValueAtPercentile(99)).isGreaterThan(100_000);
    assertThat(delivery.getCountBetweenValues(100_000, Tally.MICROS_MAX)).isGreaterThan(25);
    Histogram lag = Summary.sum(Summary.slices(traffic, "lag"));
    assertThat(lag.getTotalCount()).isEqualTo(delivery.getTotalCount());
  }

  @Test
  void shouldSendTheSameMessagesForTheSameSeed() throws Exception {
    var _ = open(10, "\"sources\": 1");

    long one = traffic("pairs", 300, 0, 300, "\"id\": \"a\", \"seed\": 7").path("sent").asLong();
    long again = traffic("pairs", 300, 0, 300, "\"id\": \"b\", \"seed\": 7").path("sent").asLong();
    long other = traffic("pairs", 300, 0, 300, "\"id\": \"c\", \"seed\": 8").path("sent").asLong();

    assertThat(one).isEqualTo(again).isNotEqualTo(other);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'kind': 'immediate'}",
        "{'kind': 'fixed', 'wait_ms': 50}",
        "{'kind': 'exponential', 'first_window_ms': 100, 'base_ms': 50, 'cap_ms': 200}"
      })
  void shouldComeBackByItsStrategy(String strategy) throws Exception {
    var _ = open(20, "\"reconnect\": " + strategy.replace('\'', '"'));
    var _ = ask("{\"command\": \"mark\"}");
    server.refusing.set(5);

    server.cutAll();

    Eventually.holds("all back", () -> report().path("sockets").path("opened").asInt() == 40);
    JsonNode sockets = report().path("sockets");
    assertThat(sockets.path("ended").asInt()).isEqualTo(20);
    assertThat(sockets.path("refusals").path("503").asInt()).isEqualTo(5);
    Comings comings = Comings.of(List.of(sockets.path("timeline")));
    assertThat(comings.openBefore()).isEqualTo(20);
    assertThat(comings.attemptsPerSecond().stream().mapToLong(Long::longValue).sum()).isEqualTo(25);
    assertThat(comings.backAfter(0.99)).isPresent();
    assertThat(comings.endedInAll()).isEqualTo(20);
  }

  @Test
  void shouldGoToTheNextNodeWhenItsOwnHasGone() throws Exception {
    server.refusing.set(3);
    try (StubServer other = StubServer.messenger(HEARTBEAT)) {
      var _ =
          ask(
              "{\"command\": \"open\", \"targets\": [\"%s\", \"%s\"], \"in_turn\": false,"
                      .formatted(server.address(), other.address())
                  + " \"accounts\": \"%s\", \"count\": 10, \"reconnect\": {\"kind\": \"fixed\","
                      .formatted(folder.resolve("accounts"))
                  + " \"wait_ms\": 10}}");
      assertThat(server.users).as("those refused at first came again to their own").hasSize(10);
      assertThat(report().path("sockets").path("attempts").asInt()).isEqualTo(13);

      server.close();

      Eventually.holds("all at the other", () -> other.users.size() == 10);
      assertThat(report().path("sockets").path("open_by_target").path(1).asInt()).isEqualTo(10);
    }
  }

  @Test
  void shouldStayAwayWithoutAStrategy() throws Exception {
    var _ = open(5, "\"sources\": 1");

    server.closeAll(4009);

    Eventually.holds("all ended", () -> report().path("sockets").path("ended").asInt() == 5);
    JsonNode sockets = report().path("sockets");
    assertThat(sockets.path("closes").path("4009").asInt()).isEqualTo(5);
    assertThat(sockets.path("attempts").asInt()).isEqualTo(5);
  }

  @Test
  void shouldCountWhatCouldNotBeSent() throws Exception {
    var _ = open(2, "\"sources\": 1");
    server.cutAll();
    Eventually.holds("all ended", () -> report().path("sockets").path("open").asInt() == 0);

    JsonNode traffic = traffic("pairs", 200, 0, 200, "\"slices\": 1");

    assertThat(traffic.path("sent").asLong()).isZero();
    assertThat(traffic.path("unsent").asLong()).isPositive();
  }

  @Test
  void shouldMeasureAnEchoAndABroadcastWithoutTokens() throws Exception {
    try (StubServer echo = StubServer.echo()) {
      JsonNode opened =
          ask(
              "{\"command\": \"open\", \"targets\": [\"%s\"], \"frames\": \"text\", \"count\": 6}"
                  .formatted(echo.address()));
      assertThat(opened.path("all").asBoolean()).isTrue();
      assertThat(echo.tokens).containsOnly("null");

      JsonNode back = traffic("echo", 200, 0, 300, "\"id\": \"e\"");
      TrafficReport all =
          TrafficReport.of(
              List.of(
                  traffic(
                      "broadcast", 50, 0, 300, "\"id\": \"f\", \"sender\": 0, \"expected\": 6")));

      assertThat(back.path("sent").asLong()).isPositive();
      assertThat(back.path("delivered").asLong()).isEqualTo(back.path("sent").asLong());
      assertThat(all.sent()).isPositive();
      assertThat(all.complete()).isEqualTo(all.sent());
    }
  }

  @Test
  void shouldTellWhatItCosts() throws Exception {
    var _ = open(5, "\"sources\": 1");

    JsonNode cost = report().path("cost");

    assertThat(cost.path("cpu_nanos").asLong()).isPositive();
    assertThat(cost.path("heap_bytes").asLong()).isPositive();
    assertThat(cost.path("resident_bytes").asLong())
        .isGreaterThan(cost.path("heap_bytes").asLong());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "no json; command: not readable as JSON",
        "{'command': 'fly'}; command: fly (expected: open, more, mark, traffic, progress or"
            + " report)",
        "{'command': 'report'}; command: no sockets yet (expected: open first)",
        "{'command': 'open', 'count': 1}; targets: missing (expected: WebSocket addresses",
        "{'command': 'open', 'targets': ['http://a:1/'], 'count': 1}; targets: http://a:1/"
            + " (expected: ws://",
        "{'command': 'open', 'targets': ['ws://a:1/'], 'count': 0}; count: 0 (expected: a whole"
            + " number from 1 to ",
        "{'command': 'open', 'targets': ['ws://a:1/'], 'count': 1}; accounts: missing (expected: a"
            + " file",
        "{'command': 'open', 'targets': ['ws://a:1/'], 'count': 1, 'cuont': 2}; cuont: unknown"
            + " (expected: one of ",
        "{'command': 'open', 'targets': ['ws://a:1/'], 'count': 1, 'reconnect': {'kind': 'soon'}};"
            + " kind: \"soon\" (expected: one of none, immediate, fixed, exponential, equal_jitter,"
            + " unjittered)",
        "{'command': 'open', 'targets': ['ws://a:1/'], 'count': 1, 'reconnect': {'kind': 'fixed'}};"
            + " wait_ms: missing (expected: a whole number from 1 to "
      })
  void shouldRefuseAMalformedPlan(String command, String expected) throws Exception {
    ObjectNode answer = session.answer(command.replace('\'', '"'));

    assertThat(answer.path("error").asText()).startsWith(expected);
  }

  @Test
  void shouldRefuseMalformedAccountsWithoutShowingTokens() throws Exception {
    Path broken = folder.resolve("broken");
    Files.write(broken, List.of("u0 phone secret-token"));

    String line =
        "{\"command\": \"open\", \"targets\": [\"ws://a:1/\"], \"accounts\": \"%s\", \"count\":"
            + " %d}";

    assertThat(session.answer(line.formatted(broken, 1)).path("error").asText())
        .isEqualTo("accounts: line 1 (expected: user, device and token by tabs)");
    assertThat(session.answer(line.formatted(broken, 2)).path("error").asText())
        .startsWith("accounts: 1 lines (expected: at least first_account + count = 2)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'kind': 'all'; kind: all (expected: pairs, group, echo or broadcast)",
        "'kind': 'pairs', 'id': 'A'; id: A (expected: a letter from a to z)",
        "'kind': 'pairs', 'per_second': 0; per_second: 0 (expected: a number from 0.001 to ",
        "'kind': 'pairs', 'lanes': [[7, 'd:u0:u1']]; lanes: [7,\"d:u0:u1\"] (expected: [SOCKET,"
            + " THREAD]",
        "'kind': 'group', 'sender': 0, 'expected': 1; thread: missing (expected: the thread of a"
            + " group)",
        "'kind': 'echo', 'text_bytes': 3; text_bytes: 3 (expected: a whole number from 64 to 8000)"
      })
  void shouldRefuseMalformedTraffic(String fields, String expected) throws Exception {
    var _ = open(2, "\"sources\": 1");

    ObjectNode answer =
        session.answer("{'command': 'traffic', %s}".formatted(fields).replace('\'', '"'));

    assertThat(answer.path("error").asText()).startsWith(expected);
  }

  private JsonNode open(int count, String more) throws Exception {
    return ask(
        "{\"command\": \"open\", \"targets\": [\"%s\"], \"accounts\": \"%s\", \"count\": %d, %s}"
            .formatted(server.address(), folder.resolve("accounts"), count, more));
  }

  private JsonNode traffic(String kind, int perSecond, int warmUp, int duration, String more)
      throws Exception {
    var _ =
        ask(
            ("{\"command\": \"traffic\", \"kind\": \"%s\", \"per_second\": %d, \"warm_up_ms\": %d,"
                    + " \"duration_ms\": %d, %s}")
                .formatted(kind, perSecond, warmUp, duration, more));
    JsonNode traffics = ask("{\"command\": \"report\", \"when\": \"finished\"}").path("traffics");
    return traffics.path(traffics.size() - 1);
  }

  private JsonNode report() throws Exception {
    return ask("{\"command\": \"report\"}");
  }

  private JsonNode ask(String command) throws Exception {
    ObjectNode answer = session.answer(command);
    assertThat(answer.path("error").asText()).isEmpty();
    return answer;
  }
}
