package org.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on the real servers. */
class CheckIT {
  /** The smoke profile's budget is two minutes alone on the machine; builds share it. */
  private static final Duration SMOKE = Duration.ofMinutes(6);

  private static final Duration STARTED = Duration.ofMinutes(3);
  private static final Duration GONE = Duration.ofSeconds(30);
  private static final long PAUSE_NANOS = 100_000_000;
  private static final Set<String> OF_SPEED =
      Set.of(
          "generator_not_saturated",
          "delivery_p99_under_50_ms",
          "control_held",
          "steady_during_fault",
          "recovered_in_time");

  @TempDir Path folder;

  @Test
  void shouldJudgeAllClaimsAndLeaveNothingRunning() throws Exception {
    try (Launched plumb =
        Launched.start(folder, "check", "--profile", "smoke", "--seed", "7", "--format", "json")) {
      // 4 where others keep the machine so busy that the load cannot be judged; nothing else.
      assertThat(plumb.exitCode(SMOKE)).as(plumb.err()).isIn(0, 4);
      JsonNode summary = new ObjectMapper().readTree(plumb.out());
      assertThat(summary.get("schema").asText()).isEqualTo("plumbline/summary/1");
      assertThat(summary.get("claims")).hasSize(285);
      assertThat(summary.get("promises").findValuesAsText("outcome"))
          .isNotEmpty()
          .containsOnly("HELD");
      Path run = Launched.home().resolve("runs").resolve(summary.get("run").asText());
      assertThat(run.resolve("report.html")).content().contains("S0-15", "182.865 PB");
      assertThat(run.resolve("junit.xml")).content().contains("<testsuites");
      assertThat(run.resolve("manifest.json")).content().contains("\"seed\" : 7");
      shouldHaveDrilled(run.resolve("evidence"));
      shouldHaveLoaded(run.resolve("evidence"));
      shouldHaveCalibrated(run.resolve("evidence"));
      assertThat(run.resolve("latency")).isNotEmptyDirectory();
      assertThat(run.resolve("history")).isNotEmptyDirectory();
      assertNothingIsLeft(plumb);
    }
  }

  private static void shouldHaveDrilled(Path evidence) throws IOException {
    for (String drill :
        List.of("no_fault", "kill_chat_node", "redis_down_at_connect", "kafka_reply_lost")) {
      shouldHold(evidence, "drill." + drill);
      assertThat(value(evidence, "drill." + drill, "acknowledged")).as(drill).isPositive();
    }
  }

  private static void shouldHaveLoaded(Path evidence) throws IOException {
    for (String load : List.of("one_to_one", "group_chat", "media", "push")) {
      shouldHold(evidence, "load." + load);
    }
    assertThat(value(evidence, "load.media", "arrival_p50")).isPositive();
    assertThat(value(evidence, "load.push", "pushes")).isPositive();
  }

  /** All but how fast it was, and whether the generator was: others may use this machine. */
  private static void shouldHold(Path evidence, String id) throws IOException {
    JsonNode findings =
        new ObjectMapper().readTree(evidence.resolve(id + ".json").toFile()).path("findings");
    assertThat(findings).as(id).isNotEmpty();
    for (JsonNode finding : findings) {
      if (!OF_SPEED.contains(finding.path("id").asText())) {
        assertThat(finding.path("outcome").asText()).as("%s: %s", id, finding).isEqualTo("HELD");
      }
    }
  }

  /** How fast it was depends on who else uses this machine, and is not judged here. */
  private static void shouldHaveCalibrated(Path evidence) throws IOException {
    assertThat(value(evidence, "load.one_to_one", "acknowledged"))
        .isPositive()
        .isEqualTo(value(evidence, "load.one_to_one", "sent"))
        .isEqualTo(value(evidence, "load.one_to_one", "delivered_receipts"));
    assertThat(value(evidence, "calibration.cpu", "server_cpu_us_per_message"))
        .isBetween(50.0, 500_000.0);
    assertThat(value(evidence, "calibration.traffic", "frames_in_per_message")).isBetween(1.5, 6.0);
    assertThat(value(evidence, "calibration.traffic", "bytes_in_per_message"))
        .isBetween(150.0, 1_500.0);
    for (String hop :
        List.of("node_link_bytes", "kafka_bytes_in", "cassandra_bytes_in", "redis_bytes_out")) {
      assertThat(value(evidence, "calibration.traffic", hop + "_per_message"))
          .as(hop)
          .isBetween(1.0, 100_000.0);
    }
    assertThat(value(evidence, "calibration.storage", "bytes_on_disk_per_message"))
        .isBetween(20.0, 5_000.0);
    assertThat(value(evidence, "calibration.memory", "bytes_per_connection"))
        .isBetween(100.0, 200_000.0);
  }

  private static double value(Path evidence, String id, String figure) throws IOException {
    JsonNode figures = new ObjectMapper().readTree(evidence.resolve(id + ".json").toFile());
    return figures.path("figures").path(figure).path("value").asDouble(Double.NaN);
  }

  @Test
  void shouldEndWithOneMessageWhenAServerIsKilled() throws Exception {
    try (Launched plumb = Launched.start(folder, "check", "--profile", "smoke")) {
      await(() -> !plumb.isAlive() || plumb.err().contains("environment: done"), STARTED);
      assertThat(plumb.isAlive()).as(plumb.err()).isTrue();
      JsonNode state =
          new ObjectMapper().readTree(environment(plumb).resolve("state.json").toFile());
      long pid = pidOf(state, "redis");
      assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();

      assertThat(plumb.exitCode(STARTED)).as(plumb.err()).isEqualTo(3);
      assertThat(plumb.err())
          .contains("redis: ended unexpectedly", "remedy: ")
          .doesNotContain("\tat ");
      assertNothingIsLeft(plumb);
    }
  }

  private static void assertNothingIsLeft(Launched plumb) throws IOException {
    String mark = Launched.home().resolve(".plumb") + "/env-" + plumb.pid() + "-";
    await(() -> marked(mark).isEmpty(), GONE);
    assertThat(marked(mark)).isEmpty();
    try (Stream<Path> left = Files.list(Launched.home().resolve(".plumb"))) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("env-" + plumb.pid() + "-"));
    }
  }

  private static List<String> marked(String mark) {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(mark))
        .toList();
  }

  private static Path environment(Launched plumb) throws IOException {
    try (Stream<Path> all = Files.list(Launched.home().resolve(".plumb"))) {
      return all.filter(
              path -> path.getFileName().toString().startsWith("env-" + plumb.pid() + "-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static long pidOf(JsonNode state, String server) {
    for (JsonNode one : state.get("servers")) {
      if (one.get("name").asText().equals(server)) {
        return one.get("pid").asLong();
      }
    }
    throw new AssertionError("no " + server + " in " + state);
  }

  private static void await(BooleanSupplier condition, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
