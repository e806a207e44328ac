package org.plumbline.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.cli.bench.Comparison.Intervals;
import org.plumbline.cli.run.Json;

class ComparisonTest {
  private static final String OLD = "2026-11-20T10-00-00";
  private static final String YESTERDAY = "2026-11-21T10-00-00";
  private static final String NOW = "2026-11-22T10-00-00";

  @TempDir Path runs;

  private Path run(String name, String... benchmarks) throws IOException {
    return written(name, "[" + String.join(",", benchmarks) + "]");
  }

  private Path written(String name, String content) throws IOException {
    Path folder = Files.createDirectory(runs.resolve(name));
    Files.writeString(folder.resolve(Results.FILE), content);
    return folder;
  }

  private static String benchmark(String method, double score, String error) {
    return benchmark(method, score, error, 1);
  }

  private static String benchmark(String method, double score, String error, int forks) {
    return String.format(
        Locale.ROOT,
        """
        {"jmhVersion": "1.37", "benchmark": "org.plumbline.benchmarks.CodecBenchmark.%s",
         "mode": "avgt", "forks": %d, "vmVersion": "25+36", "measurementIterations": 3,
         "measurementTime": "1 s", "params": {"size": "100"},
         "primaryMetric": {"score": %s, "scoreError": %s, "scoreUnit": "ns/op"}}
        """,
        method,
        forks,
        score,
        error);
  }

  @Test
  void shouldSayThatThereIsNoneWhenItIsTheFirstRun() throws Exception {
    Comparison comparison = Comparison.of(run(NOW, benchmark("decode", 200, "5")));

    assertThat(comparison.earlier()).isNull();
    assertThat(comparison.notes()).isEmpty();
    assertThat(ComparisonText.render(comparison))
        .contains("CodecBenchmark.decode size=100    200    ± 5  ns/op")
        .contains("No earlier results to compare with.");
  }

  @Test
  void shouldCompareWithTheNewestEarlierRunThatHasResults() throws Exception {
    run(OLD, benchmark("decode", 1, "0.1"));
    run(YESTERDAY, benchmark("decode", 160, "10"), benchmark("encode", 100, "20"));
    Files.createDirectory(runs.resolve("2026-11-21T12-00-00"));
    run("2026-11-23T10-00-00", benchmark("decode", 7, "0.1"));

    Comparison comparison =
        Comparison.of(
            run(
                NOW,
                benchmark("decode", 200, "5"),
                benchmark("encode", 110, "5"),
                benchmark("fresh", 10, "1")));

    assertThat(comparison.earlier()).isEqualTo(YESTERDAY);
    Comparison.Row decode = comparison.rows().getFirst();
    assertThat(decode.ratio()).isCloseTo(1.25, within(1e-9));
    assertThat(comparison.rows().stream().map(Comparison.Row::intervals))
        .containsExactly(Intervals.APART, Intervals.OVERLAP, null);
    assertThat(comparison.rows().getLast().earlier()).isNull();
    assertThat(ComparisonText.render(comparison))
        .contains("160  1.25x  apart")
        .contains("100   1.1x  overlap")
        .contains("Earlier: " + YESTERDAY);
  }

  @Test
  void shouldPrintTheRatioWhenABenchmarkTookTurns() throws Exception {
    String inTurns = turns("4000");

    Comparison comparison = Comparison.of(run(NOW, benchmark("decode", 200, "5"), inTurns));

    assertThat(comparison.turns())
        .containsExactly(new Turns("CodecBenchmark.takeTurns size=100", 3e9, 1.5e9, 0.5));
    assertThat(ComparisonText.render(comparison))
        .contains("CodecBenchmark.takeTurns size=100: 0.5x of the plain way, in turns within");
  }

  @Test
  void shouldRefuseTurnsThatTookNoTime() throws Exception {
    Path folder = run(NOW, turns("0"));

    assertThatThrownBy(() -> Comparison.of(folder))
        .isInstanceOf(MalformedResults.class)
        .hasMessageContaining("secondaryMetrics.proxiedNanos.score: 0 (expected: > 0)");
  }

  private static String turns(String proxiedNanos) {
    String metrics =
        "\"secondaryMetrics\": {\"bytes\": {\"score\": 6000}, \"plainNanos\": {\"score\":"
            + " 2000}, \"proxiedNanos\": {\"score\": "
            + proxiedNanos
            + "}}, \"primaryMetric\"";
    return benchmark("takeTurns", 20, "5").replace("\"primaryMetric\"", metrics);
  }

  @Test
  void shouldNotJudgeIntervalsThatJmhDoesNotKnow() throws Exception {
    run(OLD, benchmark("decode", 160, "\"NaN\""));

    Comparison comparison = Comparison.of(run(NOW, benchmark("decode", 200, "5")));

    assertThat(comparison.rows().getFirst().intervals()).isEqualTo(Intervals.UNKNOWN);
  }

  @Test
  void shouldNameAMalformedEarlierFileAndTakeTheNextOlderOne() throws Exception {
    run(OLD, benchmark("decode", 100, "1"));
    Path malformed = written(YESTERDAY, "[{\"benchmark\": \"org.Codec.decode\", \"mode\"");

    Comparison comparison = Comparison.of(run(NOW, benchmark("decode", 200, "5")));

    assertThat(comparison.earlier()).isEqualTo(OLD);
    assertThat(comparison.notes())
        .containsExactly(
            "not compared with: "
                + malformed.resolve(Results.FILE)
                + ": line 1 (expected: JMH's results as JSON)");
  }

  @Test
  void shouldNameTheFieldThatIsNotAsExpected() throws Exception {
    for (List<String> one :
        List.of(
            List.of("{}", "a JSON object (expected: the list that JMH writes)"),
            List.of("", "a JSON file without content (expected: the list that JMH writes)"),
            List.of("[{}]", "[0].primaryMetric.score: none (expected: a number)"),
            List.of(
                "[{\"primaryMetric\": {\"score\": \"NaN\"}}]",
                "[0].primaryMetric.score: NaN (expected: a number)"),
            List.of(
                "[{\"primaryMetric\": {\"score\": 1}, \"benchmark\": 5}]",
                "[0].benchmark: 5 (expected: a text)"))) {
      Path file = Files.writeString(runs.resolve("results.json"), one.getFirst());

      assertThatThrownBy(() -> Results.read(file))
          .isInstanceOf(MalformedResults.class)
          .hasMessage(file + ": " + one.getLast());
    }
  }

  @Test
  void shouldSayWhenTheRunsAreNotAlike() throws Exception {
    run(OLD, benchmark("decode", 100, "1", 5), benchmark("encode", 100, "1", 5));

    Comparison comparison =
        Comparison.of(run(NOW, benchmark("decode", 100, "1"), benchmark("encode", 100, "1")));

    assertThat(comparison.notes())
        .containsExactly(
            "the runs are not alike: now 1 forks of 3 x 1 s, JVM 25+36, earlier 5 forks of 3 x 1 s,"
                + " JVM 25+36");
  }

  @Test
  void shouldBeReadableByMachines() throws Exception {
    run(OLD, benchmark("decode", 100, "1"));

    String json = Json.text(Comparison.of(run(NOW, benchmark("decode", 200, "5"))));

    assertThat(json)
        .contains("\"schema\" : \"plumbline/benchmarks/1\"")
        .contains("\"earlier\" : \"" + OLD + "\"")
        .contains("\"ratio\" : 2.0")
        .contains("\"intervals\" : \"APART\"");
  }
}
