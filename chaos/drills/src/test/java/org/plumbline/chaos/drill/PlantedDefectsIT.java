package org.plumbline.chaos.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.compose.Environment;
import org.plumbline.compose.EnvironmentFailure;
import org.plumbline.compose.EnvironmentPlan;
import org.plumbline.compose.MessengerNode;

/**
 * Messengers that do wrong on purpose, on the real servers: a drill that breaks nothing has to
 * notice each of them, by the finding that is there for it.
 */
class PlantedDefectsIT {

  private static final Path HOME =
      Path.of(Objects.requireNonNull(System.getProperty("plumb.home"), "plumb.home is not set"));
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
  private static final int EVERY = 20;
  private static final Environment ENVIRONMENT = start();

  @TempDir private static Path runFolder;

  private static Environment start() {
    try {
      return Environment.start(
          EnvironmentPlan.standard(HOME).withProxied(true), System.err::println);
    } catch (EnvironmentFailure e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeAll
  static void allowFaults() throws EnvironmentFailure {
    ENVIRONMENT.restartNodes(true, Map.of("messenger.fault.enabled", "true"));
    assertThat(ENVIRONMENT.adminToken()).isPresent();
  }

  @AfterAll
  static void stop() {
    ENVIRONMENT.close();
  }

  @AfterEach
  void takeBack() throws Exception {
    plant("none");
  }

  /** At all nodes; how many messages were done wrong to until now. */
  private static long plant(String defect) throws Exception {
    long planted = 0;
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (MessengerNode node : ENVIRONMENT.nodes()) {
        planted += planted(http, node);
        HttpResponse<String> answer =
            http.send(
                request(node)
                    .header("Content-Type", "application/json")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            "{\"defect\":\"" + defect + "\",\"every\":" + EVERY + "}"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      }
    }
    return planted;
  }

  private static long planted(HttpClient http, MessengerNode node) throws Exception {
    String body =
        http.send(request(node).GET().build(), HttpResponse.BodyHandlers.ofString()).body();
    return new ObjectMapper().readTree(body).path("planted").asLong();
  }

  private static HttpRequest.Builder request(MessengerNode node) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + node.port() + "/admin/v1/fault/delivery"))
        .timeout(ANSWER_WITHIN)
        .header("X-Admin-Token", ENVIRONMENT.adminToken().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "drop, no_acknowledged_loss",
    "duplicate, no_visible_duplicate",
    "reorder, same_order_on_all_devices",
    "corrupt, no_visible_duplicate"
  })
  void shouldNoticeWhatTheMessengerDoesWrong(String defect, String finding) throws Exception {
    plant(defect);

    Evidence evidence =
        Drills.byName("no-fault")
            .run(
                DrillContext.of(
                    ENVIRONMENT,
                    runFolder.resolve(defect),
                    11,
                    DrillProfile.byName("smoke"),
                    System.err::println));

    assertThat(plant("none")).as("messages that were done wrong to").isPositive();
    assertThat(evidence.finding(finding))
        .hasValueSatisfying(
            seen -> {
              assertThat(seen.outcome()).as(seen.summary()).isEqualTo(Outcome.BROKEN);
              assertThat(seen.witnesses()).isNotEmpty();
            });
  }
}
