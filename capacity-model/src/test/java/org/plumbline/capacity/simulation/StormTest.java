package org.plumbline.capacity.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.fit.Agreement;
import org.plumbline.capacity.fit.Prediction;

class StormTest {
  private static final int LEDGER_LOST = 100_000;
  private static final double LEDGER_ADMITTED = 5_000;
  private static final int SAMPLE = 10_000;
  private static final String CLIENT =
      "Backoff[kind=EXPONENTIAL, firstMillis=5000, baseMillis=1000, capMillis=30000,"
          + " nextNode=true]";

  /** Each wave of all who are left takes one tick of 500: 100,000 + 99,500 + ... + 500. */
  private static final double LEDGER_WAVES = 10.05e6;

  @Test
  void shouldGiveTheLedgersAttemptsWhereAllComeTogether() {
    assertThat(play("fixed_1_s").attempts()).isCloseTo(LEDGER_WAVES, withinPercentage(0.1));
    assertThat(play("fixed_1_s").secondsToAll()).isCloseTo(200, within(1.0));
    assertThat(play("unjittered").attempts()).isCloseTo(LEDGER_WAVES, withinPercentage(0.1));
    assertThat(play("unjittered").secondsToAll()).isCloseTo(5_881, within(31.0));
  }

  @Test
  void shouldGiveTheLedgersFiguresWhereTheyAreSpread() {
    Storm.Seen full = play("full_jitter");
    assertThat(full.attempts()).isCloseTo(411e3, withinPercentage(10.0));
    assertThat(full.secondsToAll()).isCloseTo(42, within(8.0));
    assertThat(full.attemptsPerSecondMax()).isBetween(95e3, 130e3);
    Storm.Seen equal = play("equal_jitter");
    assertThat(equal.attempts()).isCloseTo(416e3, withinPercentage(10.0));
    Storm.Seen spread = play("spread_30_s");
    assertThat(spread.attempts()).isCloseTo(100e3, withinPercentage(2.0));
    assertThat(spread.attemptsPerSecondMax()).isBetween(3_300.0, 4_500.0);
    assertThat(spread.secondsToAll()).isCloseTo(29.9, within(0.5));
  }

  @Test
  void shouldSayTheSameOfAllFromAnySample() {
    Storm.Seen small = play("equal_jitter", 2_000);
    Storm.Seen large = play("equal_jitter", LEDGER_LOST);
    assertThat(small.attempts()).isCloseTo(large.attempts(), withinPercentage(10.0));
    assertThat(play("equal_jitter", 2_000)).isEqualTo(small);
  }

  @Test
  void shouldRefuseNobodyWhoMayWait() {
    ReturnRule rule = rule("fixed_1_s");
    Storm.Seen seen =
        Storm.play(new StormPlan(10_000, LEDGER_ADMITTED, 10_000, 0, rule, SAMPLE), new Draws(1));
    assertThat(seen.attempts()).isEqualTo(10_000);
    assertThat(seen.secondsToAll()).isCloseTo(1 + 1.9, within(0.01));
    assertThatThrownBy(() -> new StormPlan(10, 0, 0, 0, rule, SAMPLE))
        .hasMessageContaining("admittedPerSecond: 0.0");
  }

  @Test
  void shouldAgreeWithAMeasuredStormThatKeptTheRule() {
    assertThat(StormValidation.of(List.of(storm(448, 5.1, CLIENT)), 7))
        .hasSize(2)
        .allSatisfy(one -> assertThat(one.agreement()).isEqualTo(Agreement.WITHIN_TARGET));
    assertThat(StormValidation.of(List.of(storm(2_000, 15, CLIENT)), 7))
        .extracting(Prediction::agreement)
        .containsOnly(Agreement.INCONCLUSIVE);
    assertThat(StormValidation.of(List.of(), 7)).isEmpty();
    assertThat(StormValidation.of(List.of(storm(0, 5.1, CLIENT)), 7)).isEmpty();
    assertThatThrownBy(() -> StormValidation.of(List.of(storm(448, 5.1, "at once")), 7))
        .hasMessageContaining("backoff: at once");
  }

  @Test
  void shouldCompareEachStrategyOfAMeasuredHerd() {
    Instant started = Instant.parse("2026-11-22T04:00:00Z");
    Evidence herd =
        new Evidence(
            Evidence.SCHEMA,
            "load.thundering_herd",
            "load",
            started,
            started.plusSeconds(60),
            Map.of("connections_of_the_dead", "2000"),
            new TreeMap<>(
                Map.of(
                    "fixed_1_s_attempts_per_second_max", Figure.of(2_000, "1", 1),
                    "fixed_1_s_opened_per_second_max", Figure.of(1_000, "1", 1),
                    "fixed_1_s_time_to_99_percent_back", Figure.of(3, "s", 1),
                    "client_attempts_per_second_max", Figure.of(2_000, "1", 1),
                    "client_opened_per_second_max", Figure.of(430, "1", 1))),
            List.of(),
            List.of(),
            List.of());
    List<Prediction> compared = StormValidation.of(List.of(herd), 7);
    assertThat(compared)
        .extracting(Prediction::at)
        .containsExactly("storm, fixed_1_s", "storm, fixed_1_s", "storm, client");
    assertThat(compared.subList(0, 2))
        .extracting(Prediction::agreement)
        .containsOnly(Agreement.WITHIN_TARGET);
    assertThat(compared.getLast().agreement()).isEqualTo(Agreement.INCONCLUSIVE);
  }

  private static Evidence storm(double peak, double back, String backoff) {
    Instant started = Instant.parse("2026-11-22T04:00:00Z");
    return new Evidence(
        Evidence.SCHEMA,
        "load.reconnect_storm",
        "load",
        started,
        started.plusSeconds(60),
        Map.of("backoff", backoff, "connections_of_the_dead", "2000"),
        new TreeMap<>(
            Map.of(
                "attempts_per_second_max", Figure.of(peak, "1", 1),
                "opened_per_second_max", Figure.of(peak, "1", 1),
                "time_to_99_percent_back", Figure.of(back, "s", 1))),
        List.of(),
        List.of(),
        List.of());
  }

  private static Storm.Seen play(String rule) {
    return play(rule, SAMPLE);
  }

  private static Storm.Seen play(String rule, int sample) {
    return Storm.play(
        new StormPlan(LEDGER_LOST, LEDGER_ADMITTED, 0, 0, rule(rule), sample), new Draws(42));
  }

  private static ReturnRule rule(String name) {
    return ReturnRule.compared().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
