package org.plumbline.simulations.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.swarm.SwarmReport;
import org.plumbline.swarm.TrafficReport;

class IdleFindingsTest {
  private static final TrafficReport DELIVERED = Reports.traffic(90, 0, 0, 90, 90);
  private static final Figure P99 = Figure.of(12, "ms", 10, 14, 90);
  private static final Figure RATIO = Figure.of(1.3, "1", 1.2, 1.4, 12);
  private static final Figure ABOVE = Figure.of(4_000, "B", 3_000, 5_000, 12);

  @Test
  void shouldHoldWhenNothingIsAmiss() {
    assertThat(sound(Reports.sound(1_000, DELIVERED)).all())
        .allSatisfy(finding -> assertThat(finding.outcome()).isEqualTo(Outcome.HELD));
  }

  @Test
  void shouldSeeALostConnection() {
    SwarmReport lost =
        Reports.report(
            1_000,
            999,
            1_000,
            1,
            0,
            500,
            500,
            new TreeMap<>(Map.of("ended: closed", 1L)),
            Reports.calm(),
            DELIVERED);

    assertThat(broken(sound(lost))).containsExactly("all_connections_stood", "no_connection_lost");
    assertThat(finding(sound(lost), "no_connection_lost").witnesses())
        .containsExactly("ended: closed: 1");
  }

  @Test
  void shouldSeeALostConnectionThoughAnotherOneCame() {
    SwarmReport replaced =
        Reports.report(
            1_000, 1_000, 1_001, 1, 0, 500, 500, Reports.none(), Reports.calm(), DELIVERED);

    assertThat(broken(sound(replaced))).containsExactly("no_connection_lost");
  }

  @Test
  void shouldSeeUnansweredHeartbeatsAndSilentConnections() {
    SwarmReport unanswered =
        Reports.report(
            1_000, 1_000, 1_000, 0, 0, 100, 500, Reports.none(), Reports.calm(), DELIVERED);
    SwarmReport silent =
        Reports.report(
            1_000, 1_000, 1_000, 0, 3, 500, 500, Reports.none(), Reports.calm(), DELIVERED);
    SwarmReport early =
        Reports.report(1_000, 1_000, 1_000, 0, 0, 0, 0, Reports.none(), Reports.calm(), DELIVERED);

    assertThat(broken(sound(unanswered))).containsExactly("heartbeats_answered");
    assertThat(broken(sound(silent))).containsExactly("heartbeats_answered");
    assertThat(finding(sound(early), "heartbeats_answered").outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void shouldSeeAMessageThatIsMissing() {
    for (TrafficReport traffic :
        List.of(
            Reports.traffic(90, 0, 0, 90, 89),
            Reports.traffic(90, 0, 0, 89, 90),
            Reports.traffic(90, 0, 1, 89, 89),
            Reports.traffic(90, 1, 0, 90, 90))) {
      assertThat(broken(sound(Reports.sound(1_000, traffic))))
          .as(traffic.toString())
          .containsExactly("all_delivered");
    }
  }

  @Test
  void shouldSayThatNothingIsKnownOfTrafficThatNeverWas() {
    IdleFindings findings =
        new IdleFindings(
            1_000,
            Reports.sound(1_000, Reports.traffic(0, 0, 0, 0, 0)),
            Reports.traffic(0, 0, 0, 0, 0),
            List.of(),
            RATIO,
            ABOVE,
            List.of());

    assertThat(finding(findings, "all_delivered").outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding(findings, "delivery_p99_under_50_ms").outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void shouldLetTheWholeIntervalDecide() {
    assertThat(latency(Figure.of(60, "ms", 51, 70, 90), List.of())).isEqualTo(Outcome.BROKEN);
    assertThat(latency(Figure.of(48, "ms", 40, 55, 90), List.of())).isEqualTo(Outcome.UNKNOWN);
    assertThat(latency(Figure.of(20, "ms", 3), List.of())).isEqualTo(Outcome.UNKNOWN);
    assertThat(latency(P99, List.of("the generator was late"))).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void shouldSeeMemoryBeyondItsLines() {
    IdleFindings costly =
        findings(Figure.of(1.8, "1", 1.6, 2.0, 12), Figure.of(12_000, "B", 11_000, 13_000, 12));
    IdleFindings unclear =
        findings(Figure.of(1.4, "1", 1.2, 1.6, 12), Figure.of(9_000, "B", 8_000, 11_000, 12));
    IdleFindings few = findings(Figure.of(1.4, "1", 2), Figure.of(9_000, "B", 2));

    assertThat(broken(costly))
        .containsExactly("resident_at_most_1_5_of_echo", "resident_at_most_10_kb_above_echo");
    for (IdleFindings undecided : List.of(unclear, few)) {
      assertThat(undecided.all())
          .filteredOn(finding -> finding.outcome() == Outcome.UNKNOWN)
          .extracting(Finding::id)
          .containsExactly("resident_at_most_1_5_of_echo", "resident_at_most_10_kb_above_echo");
    }
  }

  private static Outcome latency(Figure p99, List<String> passedLimits) {
    IdleFindings findings =
        new IdleFindings(
            1_000,
            Reports.sound(1_000, DELIVERED),
            DELIVERED,
            List.of(p99),
            RATIO,
            ABOVE,
            passedLimits);
    return finding(findings, "delivery_p99_under_50_ms").outcome();
  }

  private static IdleFindings findings(Figure ratio, Figure above) {
    return new IdleFindings(
        1_000, Reports.sound(1_000, DELIVERED), DELIVERED, List.of(P99), ratio, above, List.of());
  }

  private static IdleFindings sound(SwarmReport report) {
    return new IdleFindings(
        1_000, report, report.traffic('a'), List.of(P99), RATIO, ABOVE, List.of());
  }

  private static List<String> broken(IdleFindings findings) {
    return findings.all().stream()
        .filter(finding -> finding.outcome() == Outcome.BROKEN)
        .map(Finding::id)
        .toList();
  }

  private static Finding finding(IdleFindings findings, String id) {
    return findings.all().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }
}
