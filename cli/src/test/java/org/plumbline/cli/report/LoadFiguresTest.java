package org.plumbline.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.cli.console.Terminal;

class LoadFiguresTest {
  private static final Instant STARTED = Instant.parse("2026-11-22T04:00:00Z");

  private static String render(Evidence... evidence) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return LoadFigures.render(List.of(evidence), new Terminal(nowhere, nowhere, false, false));
  }

  private static Evidence evidence(
      String id, String kind, Map<String, Figure> figures, Finding... findings) {
    return new Evidence(
        Evidence.SCHEMA,
        id,
        kind,
        STARTED,
        STARTED.plusSeconds(5),
        Map.of(),
        new TreeMap<>(figures),
        List.of(findings),
        List.of(),
        List.of());
  }

  @Test
  void shouldPutTheRatioToTheFloorBesideItsFigure() {
    Evidence load =
        evidence(
            "load.find_maximum",
            "load",
            Map.of(
                "maximum", Figure.of(6_000, "1/s", 5_500, 6_100, 6),
                "maximum_floor_ratio", Figure.of(0.625, "1", 0.6, 0.65, 6),
                "delivery_p50", Figure.of(3.5, "ms", 100),
                "fan_out_floor_ratio", Figure.of(0.9, "1", 6)));

    assertThat(render(load).lines().map(String::strip))
        .containsExactly(
            "Figures of load.find_maximum",
            "figure                   value  95% interval                      of its floor",
            "delivery_p50            3.5 ms",
            "fan_out_floor_ratio        0.9",
            "maximum              6,000 1/s  5,500 1/s to 6,100 1/s  0.625x (0.6x to 0.65x)",
            "");
  }

  @Test
  void shouldHaveNoColumnOfFloorsWhereThereIsNone() {
    Evidence load = evidence("load.media", "load", Map.of("uploaded", Figure.count(12)));

    assertThat(render(load)).contains("uploaded     12").doesNotContain("floor");
  }

  @Test
  void shouldSayWhichGoalsWereMissed() {
    Evidence load =
        evidence(
            "load.group_5000",
            "load",
            Map.of("sent", Figure.count(12)),
            Finding.of("all_delivered", Outcome.HELD, "12 of 12."),
            Finding.of("fan_out_at_least_70_percent_of_floor", Outcome.BROKEN, "0.6."),
            Finding.of("last_member_p99_under_100_ms", Outcome.HELD, "80 ms."));

    assertThat(render(load).lines())
        .contains(
            "goal missed   fan out at least 70 percent of floor. 0.6.",
            "goal met      last member p99 under 100 ms. 80 ms.")
        .noneMatch(line -> line.contains("All delivered"));
  }

  @Test
  void shouldTellLoadsAlone() {
    Evidence drill = evidence("drill.add_store", "drill", Map.of("copied", Figure.count(12)));

    assertThat(render(drill)).isEmpty();
  }
}
