package org.plumbline.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.cli.check.Outcomes;
import org.plumbline.cli.console.Terminal;
import org.plumbline.cli.run.Manifest;
import org.plumbline.cli.run.RunFolder;

/** Simulations and fits by {@code plumb capacity}. */
class SimulationOptionsTest {
  private static final Instant TIME = Instant.parse("2026-11-22T04:00:00Z");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path home;

  @Test
  void shouldSimulateTheSameFromTheSameSeed() {
    assertThat(run("capacity", "--simulate", "rolling_deploy", "--seed", "7")).isZero();
    String first = out.toString(UTF_8);
    out.reset();
    assertThat(run("capacity", "--simulate", "rolling_deploy", "--seed", "7")).isZero();
    assertThat(out.toString(UTF_8))
        .isEqualTo(first)
        .contains("reconnects a second at most", "within 24 h", "assumption");
    assertThat(err.toString(UTF_8)).contains("rolling_deploy: ");
  }

  @Test
  void shouldPrintASimulationAsJson() {
    assertThat(run("capacity", "--simulate", "rolling_deploy", "--format", "json")).isZero();
    assertThat(out.toString(UTF_8))
        .contains("\"schema\" : \"plumbline/simulation/1\"", "\"readings\"", "\"low\"");
  }

  @Test
  void shouldFitARunAndShowItInItsReportToo() {
    RunFolder folder = storm();
    assertThat(run("capacity", "--fit", folder.name())).isZero();
    assertThat(out.toString(UTF_8))
        .contains("Predicted and measured", "time to 99% back", "within target", "5.1 s");
    assertThat(Outcomes.judge(folder).prediction().predictions())
        .anySatisfy(one -> assertThat(one.at()).isEqualTo("storm, client"));
    out.reset();
    assertThat(run("capacity", "--fit", folder.name(), "--format", "json")).isZero();
    assertThat(out.toString(UTF_8))
        .contains("plumbline/prediction/1", "\"time to 99% back\" : \"within target\"");
    out.reset();
    assertThat(run("report", folder.name())).isZero();
    assertThat(out.toString(UTF_8)).contains("Predicted by the model", "storm, client");
  }

  @Test
  void shouldNameWhatItCannotDo() {
    assertThat(run("capacity", "--simulate", "night")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--simulate: night (expected: one of day, ");
    assertThat(run("capacity", "--fit", "nowhere")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--fit: nowhere (expected: a run folder");
    assertThat(run("capacity", "--fit", "a", "--simulate", "day")).isEqualTo(2);
    assertThat(run("capacity", "my.yaml", "--simulate", "day")).isEqualTo(2);
  }

  private RunFolder storm() {
    RunFolder folder = RunFolder.create(home.resolve("runs"), TIME);
    folder.write(
        new Manifest(
            Manifest.SCHEMA,
            folder.name(),
            "load reconnect_storm",
            "quick",
            TIME,
            TIME,
            7,
            new Manifest.Revision("unknown", false),
            new Manifest.Machine("Linux", "6.1", "amd64", 2, 1L << 30, 20_000, 19_000, -1),
            new TreeMap<>(Map.of("jdk", "25")),
            new TreeMap<>(),
            List.of()));
    SortedMap<String, Figure> figures = new TreeMap<>();
    figures.put("attempts_per_second_max", Figure.of(430, "1", 1));
    figures.put("opened_per_second_max", Figure.of(430, "1", 1));
    figures.put("time_to_99_percent_back", Figure.of(5.1, "s", 1));
    folder
        .evidenceFolder()
        .write(
            new Evidence(
                Evidence.SCHEMA,
                "load.reconnect_storm",
                "load",
                TIME,
                TIME,
                Map.of(
                    "backoff",
                    "Backoff[kind=EXPONENTIAL, firstMillis=5000, baseMillis=1000, capMillis=30000,"
                        + " nextNode=true]",
                    "connections_of_the_dead",
                    "2000"),
                figures,
                List.of(),
                List.of(),
                List.of()));
    return folder;
  }

  private int run(String... arguments) {
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false, false);
    Session session =
        new Session(
            home,
            home,
            terminal,
            Map.of(),
            InstantSource.system(),
            System::nanoTime,
            List.of(arguments));
    return Commands.run(session, arguments);
  }
}
