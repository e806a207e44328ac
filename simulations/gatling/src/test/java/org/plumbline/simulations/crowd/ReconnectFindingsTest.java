package org.plumbline.simulations.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.swarm.Comings;
import org.plumbline.swarm.TrafficReport;

/** 1,000 stood; the node that died had 400 of them. */
class ReconnectFindingsTest {
  private static final int DEAD = 400;
  private static final TrafficReport DELIVERED = Reports.traffic(90, 0, 0, 90, 90);
  private static final Figure P99 = Figure.of(12, "ms", 10, 14, 90);

  @Test
  void shouldHoldWhenAllCameBackInTime() {
    assertThat(findings(storm(400, 50, 400), DELIVERED, P99).all())
        .allSatisfy(finding -> assertThat(finding.outcome()).isEqualTo(Outcome.HELD));
  }

  /** Of 400, not of 1,000. */
  @Test
  void shouldCountThoseWhoHadLostTheirNode() {
    assertThat(ReconnectFindings.backAfter(storm(400, 20, 396), DEAD))
        .contains(Duration.ofMillis(2_100));
    assertThat(ReconnectFindings.backAfter(storm(400, 20, 395), DEAD)).isEmpty();
  }

  @Test
  void shouldSeeThatTheyCameLate() {
    assertThat(broken(findings(storm(400, 301, 400), DELIVERED, P99)))
        .containsExactly("back_within_30_s");
  }

  @Test
  void shouldSeeThatSomeNeverCame() {
    assertThat(broken(findings(storm(400, 50, 300), DELIVERED, P99)))
        .containsExactly("back_within_30_s");
  }

  @Test
  void shouldSeeThatAnotherNodeLostConnections() {
    assertThat(broken(findings(storm(401, 50, 401), DELIVERED, P99)))
        .containsExactly("no_other_connection_lost");
  }

  @Test
  void shouldSeeThatTheOthersWereDisturbed() {
    assertThat(broken(findings(storm(400, 50, 400), Reports.traffic(90, 0, 0, 90, 80), P99)))
        .containsExactly("rest_all_delivered");
    assertThat(broken(findings(storm(400, 50, 400), DELIVERED, Figure.of(90, "ms", 70, 99, 90))))
        .containsExactly("settled_delivery_p99_under_50_ms");
  }

  @Test
  void shouldKnowNothingWhereNoNodeDied() {
    assertThat(findings(storm(0, 1, 0), DELIVERED, P99).all())
        .filteredOn(finding -> finding.outcome() == Outcome.UNKNOWN)
        .extracting(Finding::id)
        .containsExactly("back_within_30_s", "no_other_connection_lost");
  }

  /** So many ended in the first slot, and so many stood again in a later one. */
  private static Comings storm(long ended, int slots, long back) {
    List<Long> endings = new ArrayList<>(Collections.nCopies(slots + 1, 0L));
    List<Long> openings = new ArrayList<>(Collections.nCopies(slots + 1, 0L));
    endings.set(0, ended);
    openings.set(slots, back);
    return new Comings(Reports.SLOT, 1_000, openings, openings, endings);
  }

  private static ReconnectFindings findings(Comings timeline, TrafficReport traffic, Figure p99) {
    long open = 1_000 - timeline.ended().getFirst() + timeline.opened().getLast();
    return new ReconnectFindings(
        DEAD,
        Reports.report(
            1_000, open, 1_000, timeline.endedInAll(), 0, 1, 1, Reports.none(), timeline, traffic),
        traffic,
        List.of(p99),
        List.of());
  }

  private static List<String> broken(ReconnectFindings findings) {
    return findings.all().stream()
        .filter(finding -> finding.outcome() == Outcome.BROKEN)
        .map(Finding::id)
        .toList();
  }
}
