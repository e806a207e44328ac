package org.plumbline.simulations.maximum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.load.NodeAddress;
import org.plumbline.simulations.maximum.Confirmation.Floor;
import org.plumbline.simulations.maximum.Confirmation.Pair;

class MaximumJudgementTest {

  private static final Instant STARTED = Instant.parse("2026-11-22T04:00:00Z");

  private static long messages(double rate) {
    return Math.round(10 * rate);
  }

  private static Level level(double rate, double p99) {
    long messages = messages(rate);
    return new Level(rate, 10, messages, messages, messages, messages, p99, List.of());
  }

  /** Ten slices in which a median of {@code millis} is the same everywhere. */
  private static Measured measured(double rate, int millis, double redisRoundTrips) {
    List<Histogram> slices = new ArrayList<>();
    for (int slice = 0; slice < 10; slice++) {
      Histogram histogram = new Histogram(3);
      histogram.recordValueWithCount(millis * 1_000L, Math.round(rate));
      slices.add(histogram);
    }
    return new Measured(
        level(rate, millis),
        slices,
        slices,
        messages(rate),
        Map.of("node-1", rate * 10 * 50, "kafka", rate * 10 * 20),
        0.3,
        redisRoundTrips);
  }

  private static Evidence judge(
      double durable, int halfMillis, double roundTrips, Goal.Limit limit, boolean confirmed) {
    NodeAddress node =
        new NodeAddress(
            "node-1", URI.create("http://127.0.0.1:1"), URI.create("ws://127.0.0.1:1/ws"));
    LoadContext context =
        new LoadContext(List.of(node), Path.of("none"), LoadProfile.smoke(), 1, _ -> {});
    List<Pair> pairs = new ArrayList<>();
    for (int pair = 0; pair < 6; pair++) {
      pairs.add(new Pair(level(1_000 + pair, 30), new Floor(5 * durable, durable)));
    }
    SortedMap<Integer, Measured> levels = new TreeMap<>();
    levels.put(50, measured(500, halfMillis, roundTrips));
    levels.put(100, measured(1_000, 30, roundTrips));
    return new MaximumJudgement(
            context,
            MaximumPlan.of(LoadProfile.smoke()),
            new MaximumSearch.Result(Optional.of(1_000.0), Optional.of(1_080.0), limit, List.of()),
            new Confirmation.Result(1_000, confirmed, confirmed ? 6 : 1, pairs, 1),
            List.of(measured(1_000, 5, 100)),
            levels)
        .evidence(STARTED, STARTED.plusSeconds(60));
  }

  private static Outcome outcome(Evidence evidence, String id) {
    return evidence.finding(id).orElseThrow().outcome();
  }

  private static double value(Evidence evidence, String figure) {
    return evidence.figure(figure).orElseThrow().value();
  }

  @Test
  void shouldHoldTheMaximumAgainstTheSlowerFloor() {
    Evidence evidence = judge(1_500, 5, 500, Goal.Limit.LATENCY, true);

    assertThat(value(evidence, "maximum")).isCloseTo(1_002.5, within(1e-6));
    assertThat(value(evidence, "ratio_to_durable_floor")).isCloseTo(0.668, within(0.001));
    assertThat(value(evidence, "ratio_to_kafka_floor")).isCloseTo(0.134, within(0.001));
    assertThat(evidence.figure("maximum_floor_ratio"))
        .isEqualTo(evidence.figure("ratio_to_durable_floor"));
    assertThat(outcome(evidence, "ratio_to_durable_floor_at_least_60_percent"))
        .isEqualTo(Outcome.HELD);
    assertThat(outcome(evidence, "maximum_confirmed")).isEqualTo(Outcome.HELD);
  }

  @Test
  void shouldBreakTheLineOfTheFloorOrSayThatItIsNotClear() {
    assertThat(
            outcome(
                judge(3_000, 5, 500, Goal.Limit.LATENCY, true),
                "ratio_to_durable_floor_at_least_60_percent"))
        .isEqualTo(Outcome.BROKEN);
    assertThat(
            outcome(
                judge(1_003 / 0.6, 5, 500, Goal.Limit.LATENCY, true),
                "ratio_to_durable_floor_at_least_60_percent"))
        .isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void shouldTellWhatAMessageCostsEachProcessAndTheDirectory() {
    Evidence evidence = judge(1_500, 5, 500, Goal.Limit.LATENCY, true);

    assertThat(value(evidence, "level_100_cpu_us_per_message_node_1")).isCloseTo(50, within(1e-6));
    assertThat(value(evidence, "level_50_cpu_us_per_message_kafka")).isCloseTo(20, within(1e-6));
    assertThat(value(evidence, "redis_round_trips_per_delivery")).isCloseTo(0.1, within(1e-6));
    assertThat(outcome(evidence, "redis_round_trips_at_most_0_2")).isEqualTo(Outcome.HELD);
    assertThat(
            outcome(
                judge(1_500, 5, 1_001, Goal.Limit.LATENCY, true), "redis_round_trips_at_most_0_2"))
        .isEqualTo(Outcome.BROKEN);
  }

  @Test
  void shouldJudgeTheLatenciesAtHalfTheMaximum() {
    Evidence quick = judge(1_500, 5, 500, Goal.Limit.LATENCY, true);
    Evidence slow = judge(1_500, 60, 500, Goal.Limit.LATENCY, true);

    assertThat(value(quick, "half_load_delivery_p999")).isCloseTo(5, within(0.1));
    assertThat(outcome(quick, "half_load_p50_under_10_ms")).isEqualTo(Outcome.HELD);
    assertThat(outcome(slow, "half_load_p99_under_50_ms")).isEqualTo(Outcome.BROKEN);
    assertThat(outcome(slow, "half_load_p999_under_200_ms")).isEqualTo(Outcome.HELD);
  }

  @Test
  void shouldNotCallItTheMessengersMaximumWhenTheGeneratorEndedTheSearch() {
    assertThat(outcome(judge(1_500, 5, 500, Goal.Limit.GENERATOR, true), "maximum_confirmed"))
        .isEqualTo(Outcome.UNKNOWN);
    Evidence unconfirmed = judge(1_500, 5, 500, Goal.Limit.LATENCY, false);
    assertThat(outcome(unconfirmed, "maximum_confirmed")).isEqualTo(Outcome.UNKNOWN);
    assertThat(outcome(unconfirmed, "ratio_to_durable_floor_at_least_60_percent"))
        .isEqualTo(Outcome.UNKNOWN);
  }
}
