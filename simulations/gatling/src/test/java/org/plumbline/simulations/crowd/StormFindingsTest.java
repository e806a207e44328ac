package org.plumbline.simulations.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.swarm.SwarmReport;

class StormFindingsTest {

  @Test
  void shouldHoldWhenAllCameThoughSomeWereSentAway() {
    StormRound round = round(true, Map.of("503", 20L, "429", 3L), Map.of());

    assertThat(outcomes(round)).containsExactly(Outcome.HELD, Outcome.HELD);
    assertThat(round.refused()).isEqualTo(23);
    assertThat(round.perSecond()).isEqualTo(50);
  }

  @Test
  void shouldSeeAStormAfterWhichSomeAreMissing() {
    StormRound sound = round(true, Map.of(), Map.of());
    StormRound incomplete = round(false, Map.of(), Map.of());

    assertThat(new StormFindings(List.of(sound, incomplete)).all())
        .extracting(Finding::outcome)
        .containsExactly(Outcome.BROKEN, Outcome.HELD);
  }

  @Test
  void shouldSeeAttemptsThatFailedWithoutATime() {
    for (StormRound round :
        List.of(
            round(true, Map.of("401", 1L), Map.of()),
            round(true, Map.of(), Map.of("connection reset", 1L)))) {
      assertThat(outcomes(round)).containsExactly(Outcome.HELD, Outcome.BROKEN);
      assertThat(new StormFindings(List.of(round)).all().getLast().witnesses()).hasSize(1);
    }
  }

  @Test
  void shouldKnowNothingWithoutAStorm() {
    assertThat(new StormFindings(List.of()).all())
        .extracting(Finding::outcome)
        .containsOnly(Outcome.UNKNOWN);
  }

  private static List<Outcome> outcomes(StormRound round) {
    return new StormFindings(List.of(round)).all().stream().map(Finding::outcome).toList();
  }

  private static StormRound round(
      boolean all, Map<String, Long> refusals, Map<String, Long> failures) {
    SwarmReport report =
        new SwarmReport(
            100,
            100,
            100,
            100,
            0,
            0,
            0,
            0,
            0,
            new TreeMap<>(refusals),
            new TreeMap<>(failures),
            Reports.none(),
            Reports.none(),
            new SwarmReport.Cost(1, 1, 1, 1),
            Reports.calm(),
            Map.of());
    return new StormRound(100, all, Duration.ofSeconds(2), 1_000, report);
  }
}
