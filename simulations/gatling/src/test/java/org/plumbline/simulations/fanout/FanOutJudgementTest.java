package org.plumbline.simulations.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.simulations.measure.RateSearch;
import org.plumbline.simulations.measure.SaturationRule;
import org.plumbline.simulations.measure.SlicedHistogram;

/** Rounds that never were. */
class FanOutJudgementTest {

  private static final FanOutShape SHAPE =
      new FanOutShape(
          101, 1, 4, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(10), 5);

  private static Histogram histogram(long... micros) {
    Histogram histogram = new Histogram(1, SlicedHistogram.MICROS_MAX, 3);
    for (long each : micros) {
      histogram.recordValue(each);
    }
    return histogram;
  }

  /** A hundred messages in ten seconds, each to a hundred members. */
  private static Round round(double cpuSeconds, long complete, long lastMicros) {
    return round(cpuSeconds, complete, lastMicros, 1);
  }

  private static Round round(
      double cpuSeconds, long complete, long lastMicros, double generatorSeconds) {
    return new Round(
        10,
        10,
        cpuSeconds,
        100,
        0,
        complete,
        complete * 100,
        histogram(2_000, 4_000),
        histogram(lastMicros),
        histogram(100),
        generatorSeconds);
  }

  private static RateSearch found() {
    RateSearch search = new RateSearch(new RateSearch.Plan(20, 1.6, 3, 1.2, 4, 10_000));
    search.tell(20, true);
    search.tell(32, false);
    search.tell(32, false);
    return search;
  }

  private static Evidence judged(List<Round> messenger, List<Round> floor, RateSearch search) {
    return new FanOutJudgement("group_5000", SHAPE, search, messenger, floor, 300, 0.5, 2, 7)
        .evidence(Map.of("nodes", "2"), List.of(), Instant.EPOCH, Instant.EPOCH.plusSeconds(60));
  }

  private static List<Round> rounds(double... cpuSeconds) {
    return DoubleStream.of(cpuSeconds).mapToObj(cpu -> round(cpu, 100, 50_000)).toList();
  }

  private static Outcome outcome(Evidence evidence, String id) {
    return evidence.finding(id).orElseThrow().outcome();
  }

  @Test
  void shouldHoldEachRoundAgainstTheFloorsBesideIt() {
    Evidence evidence =
        judged(rounds(1.0, 1.25, 1.0, 2.0, 1.0), rounds(0.8, 1.0, 0.9, 1.5, 0.75), found());

    Figure ratio = evidence.figure(FanOutJudgement.RATIO).orElseThrow();
    assertThat(ratio.value()).isEqualTo(0.8);
    assertThat(ratio.low()).isEqualTo(0.75);
    assertThat(ratio.high()).isEqualTo(0.9);
    assertThat(ratio.samples()).isEqualTo(5);
    assertThat(evidence.figure("fan_out").orElseThrow().value()).isEqualTo(10_000);
    assertThat(evidence.figure("deliveries_per_second").orElseThrow().value()).isEqualTo(1_000);
    assertThat(evidence.figure("sustained_deliveries_per_second").orElseThrow().value())
        .isEqualTo(2_000);
    assertThat(outcome(evidence, FanOutJudgement.RATIO_FINDING)).isEqualTo(Outcome.HELD);
    assertThat(outcome(evidence, FanOutJudgement.LAST_FINDING)).isEqualTo(Outcome.HELD);
    assertThat(outcome(evidence, FanOutJudgement.DELIVERED_FINDING)).isEqualTo(Outcome.HELD);
    assertThat(outcome(evidence, SaturationRule.FINDING)).isEqualTo(Outcome.HELD);
    assertThat(evidence.settings()).containsEntry("frame_bytes", "300").containsEntry("nodes", "2");
    assertThat(evidence.notes().getFirst())
        .isEqualTo("Tried, messages a second: 20.00 sustained, 32.00 not, 32.00 not.");
  }

  @Test
  void shouldDecideByTheWholeSpread() {
    assertThat(
            outcome(
                judged(rounds(2, 2, 2), rounds(1, 1.1, 1.3), found()),
                FanOutJudgement.RATIO_FINDING))
        .isEqualTo(Outcome.BROKEN);
    assertThat(
            outcome(
                judged(rounds(2, 2, 2), rounds(1, 1.6, 1.6), found()),
                FanOutJudgement.RATIO_FINDING))
        .as("the line is within")
        .isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void shouldBreakWhenAMessageMissedAMember() {
    Evidence evidence =
        judged(List.of(round(1, 99, 50_000)), List.of(round(0.8, 100, 1_000)), found());

    assertThat(outcome(evidence, FanOutJudgement.DELIVERED_FINDING)).isEqualTo(Outcome.BROKEN);
    assertThat(evidence.finding(FanOutJudgement.DELIVERED_FINDING).orElseThrow().summary())
        .startsWith("99 of 100 messages came to all 100 online members");
  }

  @Test
  void shouldBreakWhenTheLastMemberWaitsTooLong() {
    List<Round> floor = List.of(round(0.8, 100, 1_000));
    assertThat(
            outcome(
                judged(List.of(round(1, 100, 101_000)), floor, found()),
                FanOutJudgement.LAST_FINDING))
        .isEqualTo(Outcome.BROKEN);
    RateSearch nothing = new RateSearch(new RateSearch.Plan(20, 1.6, 3, 1.2, 1, 10_000));
    nothing.tell(20, false);
    assertThat(
            outcome(
                judged(List.of(round(1, 100, 10_000)), floor, nothing),
                FanOutJudgement.LAST_FINDING))
        .as("half of what?")
        .isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void shouldDecideNothingWhenTheGeneratorWasSaturated() {
    Evidence evidence =
        judged(List.of(round(1, 100, 300_000, 9)), List.of(round(0.5, 100, 1_000)), found());

    assertThat(evidence.figure("generator_cpu_share").orElseThrow().value()).isEqualTo(0.9);
    assertThat(outcome(evidence, SaturationRule.FINDING)).isEqualTo(Outcome.BROKEN);
    assertThat(outcome(evidence, FanOutJudgement.RATIO_FINDING)).isEqualTo(Outcome.UNKNOWN);
    assertThat(outcome(evidence, FanOutJudgement.LAST_FINDING)).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void shouldSayUnknownWhenNothingWasDelivered() {
    Round silent = new Round(10, 10, 0, 0, 0, 0, 0, histogram(), histogram(), histogram(), 0.1);
    Evidence evidence = judged(List.of(silent), List.of(silent), found());

    assertThat(outcome(evidence, FanOutJudgement.DELIVERED_FINDING)).isEqualTo(Outcome.UNKNOWN);
    assertThat(outcome(evidence, FanOutJudgement.RATIO_FINDING)).isEqualTo(Outcome.UNKNOWN);
    assertThat(outcome(evidence, FanOutJudgement.LAST_FINDING)).isEqualTo(Outcome.UNKNOWN);
    assertThat(evidence.figure("fan_out")).isEmpty();
  }

  @Test
  void shouldNameBothWhenThereAreNotAsManyRounds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> judged(rounds(1, 1), rounds(1), found()))
        .withMessage("rounds: 2 and 1 (expected: as many of both, at least one)");
  }
}
