package org.plumbline.simulations.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;

class ChatFindingsTest {

  private static final Figure FAST = Figure.of(20, "ms", 15, 25, 1_000);

  @Test
  void shouldHoldWhenAllWasDeliveredInTime() {
    List<Finding> findings = findings(tally(100, 100, 0), FAST, 2, 0.3);

    assertThat(findings)
        .hasSize(5)
        .allSatisfy(finding -> assertThat(finding.outcome()).isEqualTo(Outcome.HELD));
  }

  @Test
  void shouldBreakWhenAcknowledgedMessageIsMissing() {
    Finding finding =
        named(findings(tally(100, 99, 0), FAST, 2, 0.3), "all_acknowledged_delivered");

    assertThat(finding.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(finding.summary())
        .isEqualTo(
            "1 of 100 deliveries did not arrive within 10 s after the last message was sent.");
    assertThat(finding.witnesses()).containsExactly("not delivered: message 7");
  }

  @Test
  void shouldNotKnowWhenMessageIsMissingAndSocketWasLost() {
    Finding finding =
        named(findings(tally(100, 99, 1), FAST, 2, 0.3), "all_acknowledged_delivered");

    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.summary()).contains("1 sockets were lost");
  }

  @Test
  void shouldNotKnowLatencyWhenGeneratorWasSaturated() {
    List<Finding> findings = findings(tally(100, 100, 0), FAST, 12, 0.3);

    assertThat(named(findings, "generator_not_saturated").outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(named(findings, "delivery_p99_under_50_ms").outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(named(findings, "all_acknowledged_delivered").outcome()).isEqualTo(Outcome.HELD);
  }

  @Test
  void shouldJudgeLatencyByItsWholeInterval() {
    assertThat(latency(Figure.of(48, "ms", 40, 56, 9))).isEqualTo(Outcome.UNKNOWN);
    assertThat(latency(Figure.of(60, "ms", 51, 70, 9))).isEqualTo(Outcome.BROKEN);
    assertThat(latency(Figure.of(20, "ms", 9))).isEqualTo(Outcome.UNKNOWN);
    assertThat(latency(null)).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void shouldNotKnowWhenNothingWasAcknowledged() {
    List<Finding> findings = findings(tally(0, 0, 0), null, 2, 0.3);

    assertThat(named(findings, "all_acknowledged_delivered").outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(named(findings, "no_duplicate").outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(named(findings, "in_order").outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  private static Outcome latency(@Nullable Figure p99) {
    return named(findings(tally(100, 100, 0), p99, 2, 0.3), "delivery_p99_under_50_ms").outcome();
  }

  private static List<Finding> findings(
      Tally tally, @Nullable Figure p99, double lagMillis, double cpuShare) {
    return new ChatFindings(tally, Duration.ofSeconds(10), p99, lagMillis, cpuShare).all();
  }

  private static Finding named(List<Finding> findings, String id) {
    return findings.stream().filter(finding -> finding.id().equals(id)).findFirst().orElseThrow();
  }

  private static Tally tally(long expected, long delivered, long lostSockets) {
    Tally.Counts counts = new Tally.Counts(expected, expected, 0, expected, delivered, 0, 0);
    return new Tally(
        null,
        0,
        new Tally.Seen(
            counts,
            counts,
            0,
            0,
            0,
            0,
            lostSockets,
            Map.of(),
            List.of("not delivered: message 7", "twice: message 8")),
        0,
        0,
        1,
        1,
        2);
  }
}
