package org.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.client.NodeAddress;
import org.plumbline.compose.Environment;
import org.plumbline.compose.EnvironmentPlan;
import org.plumbline.compose.MessengerNode;

/**
 * Starts the environment and a real Prometheus, lets two users chat over two nodes, and runs every
 * query of every panel and rule: each must return data.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardQueriesIT {
  private static final Duration BOUND = Duration.ofSeconds(45);
  private static final Map<String, String> VARIABLES =
      Map.of("instance", ".*", "__rate_interval", "15s");

  private final List<AutoCloseable> open = new ArrayList<>();
  private Environment environment;
  private PrometheusServer prometheus;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    var program = Programs.require("prometheus");
    var home = Path.of(System.getProperty("plumb.home", "..")).toAbsolutePath().normalize();
    // A machine that builds beside this test is slow to start servers; that is not what is tested.
    var plan = EnvironmentPlan.standard(home).withStartDeadline(Duration.ofMinutes(5));
    environment = Environment.start(plan, System.err::println);
    open.addFirst(environment);
    var addresses =
        environment.nodes().stream()
            .map(node -> new NodeAddress(node.http(), node.webSocket()))
            .toList();
    var chat = Chat.start(addresses);
    open.addFirst(chat);
    var targets = environment.nodes().stream().map(node -> node.metrics().getAuthority()).toList();
    prometheus = PrometheusServer.start(program, folder, targets);
    open.addFirst(prometheus);
    assertThat(becomes(() -> chat.shown() > 100)).as("messages shown: " + chat.shown()).isTrue();
    chat.comeAndGo();
  }

  @AfterAll
  void stop() throws Exception {
    for (var one : open) {
      one.close();
    }
  }

  interface Condition {
    boolean holds() throws IOException;
  }

  private static boolean becomes(Condition condition) throws IOException {
    long deadline = System.nanoTime() + BOUND.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
    return true;
  }

  private DynamicTest returnsData(String place, String expression) {
    return returnsData(new Query(place, expression, List.of()));
  }

  private DynamicTest returnsData(Query query) {
    var filled = Expression.fill(query.expression(), VARIABLES);
    return DynamicTest.dynamicTest(
        query.place() + ": " + filled,
        () -> {
          assertThat(becomes(() -> prometheus.hasData(filled))).as(filled).isTrue();
          for (JsonNode series : prometheus.query(filled)) {
            for (var label : query.labels()) {
              assertThat(series.path("metric").path(label).asText())
                  .as("label " + label + " of " + series)
                  .isNotEmpty();
            }
          }
        });
  }

  @Test
  void shouldScrapeBothNodesWhenTheyRun() throws IOException {
    assertThat(becomes(() -> prometheus.query("up{job=\"messenger\"} == 1").size() == 2)).isTrue();
  }

  @TestFactory
  Stream<DynamicTest> shouldReturnDataWhenAPanelAsks() {
    return ModuleFiles.dashboard().queries().stream().map(this::returnsData);
  }

  @TestFactory
  Stream<DynamicTest> shouldReturnDataWhenARuleAsksWithoutItsThreshold() {
    return ModuleFiles.rules().stream()
        .flatMap(
            rule ->
                Expression.withoutThresholds(rule.expression()).stream()
                    .map(condition -> returnsData(rule.name(), condition)));
  }

  @TestFactory
  Stream<DynamicTest> shouldKeepASeriesWhenARuleRecordsOne() {
    return ModuleFiles.rules().stream()
        .filter(Rule.Recording.class::isInstance)
        .map(rule -> returnsData(rule.name(), rule.name()));
  }

  @Test
  void shouldLoadAndEvaluateEveryRuleWhenPrometheusRuns() throws IOException {
    assertThat(becomes(() -> healthOfRules().values().stream().allMatch("ok"::equals)))
        .as(String.valueOf(healthOfRules()))
        .isTrue();
    assertThat(healthOfRules().keySet())
        .containsExactlyInAnyOrderElementsOf(ModuleFiles.rules().stream().map(Rule::name).toList());
  }

  private Map<String, String> healthOfRules() throws IOException {
    var health = new HashMap<String, String>();
    for (JsonNode group : prometheus.data("/api/v1/rules").path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        health.put(
            rule.path("name").asText(),
            rule.path("health").asText() + rule.path("lastError").asText());
      }
    }
    return health;
  }

  @Test
  void shouldOfferTheNodesToChooseFromWhenTheDashboardOpens() throws IOException {
    assertThat(
            becomes(
                () ->
                    prometheus
                            .data("/api/v1/label/instance/values?match%5B%5D=messenger_connections")
                            .size()
                        == 2))
        .isTrue();
  }

  @Test
  void shouldOfferEveryMetricWhenTheNodesAreScraped() throws IOException {
    assertThat(becomes(() -> missingMetrics().isEmpty()))
        .as("missing: " + missingMetrics())
        .isTrue();
  }

  private List<String> missingMetrics() {
    var pages = new StringBuilder("\n");
    environment.nodes().forEach(node -> pages.append(page(node)));
    return Metrics.ofTheMessenger().stream()
        .filter(name -> !pages.toString().matches("(?s).*\n" + name + "(_bucket)?[ {].*"))
        .toList();
  }

  private static String page(MessengerNode node) {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create(node.metrics().toString())).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
