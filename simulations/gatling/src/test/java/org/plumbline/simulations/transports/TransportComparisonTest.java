package org.plumbline.simulations.transports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.simulations.load.LoadProfile;

class TransportComparisonTest {

  private static final int SENT = 20;

  private final List<TransportPhase> phases = new ArrayList<>();

  @Test
  void shouldHoldAndTellEachWaysCostWhenAllMessagesWereShown() {
    Way.BLOCK.forEach(way -> phases.add(phase(way, SENT, SENT)));

    assertThat(comparison().findings())
        .hasSize(4)
        .allSatisfy(finding -> assertThat(finding.outcome()).isEqualTo(Outcome.HELD));
    assertThat(value("long_poll_cpu_us_per_message")).isEqualTo(2 * 100.0);
    assertThat(value("short_poll_cpu_ratio")).isEqualTo(3.0);
    assertThat(value("short_poll_requests_per_message")).isEqualTo(3.0);
    assertThat(value("long_poll_bytes_ratio")).isEqualTo(2.0);
    assertThat(value("short_poll_delivery_p50_ratio")).isBetween(2.9, 3.1);
    assertThat(value("long_poll_requests_per_idle_minute")).isEqualTo(6.0);
    assertThat(value("web_socket_bytes_per_idle_minute")).isEqualTo(150.0);
  }

  @Test
  void shouldBreakTheWayThatLostAMessage() {
    Way.BLOCK.forEach(way -> phases.add(phase(way, SENT, way == Way.LONG_POLL ? SENT - 1 : SENT)));

    assertThat(finding("all_delivered_by_long_poll").outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(finding("all_delivered_by_long_poll").summary()).startsWith("38 of 40 ");
    assertThat(finding("all_delivered_by_long_poll").witnesses()).contains("lost by LONG_POLL");
    assertThat(finding("all_delivered_by_web_socket").outcome()).isEqualTo(Outcome.HELD);
  }

  @Test
  void shouldBreakWhenOneWayGotOtherMessages() {
    Way.BLOCK.forEach(way -> phases.add(phase(way, SENT, SENT)));
    phases.set(2, phase(Way.SHORT_POLL, SENT - 1, SENT - 1));

    assertThat(finding("same_traffic").outcome()).isEqualTo(Outcome.BROKEN);
  }

  @Test
  void shouldBreakWhenAPhaseIsMissing() {
    Way.BLOCK.forEach(way -> phases.add(phase(way, SENT, SENT)));
    phases.removeLast();

    assertThat(finding("same_traffic").outcome()).isEqualTo(Outcome.BROKEN);
  }

  @Test
  void shouldTellNothingOfAWayThatSentNothing() {
    phases.add(phase(Way.WEB_SOCKET, SENT, SENT));

    assertThat(finding("all_delivered_by_short_poll").outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(comparison().figures()).doesNotContainKey("short_poll_cpu_ratio");
  }

  @Test
  void shouldGoEachWayAsOftenBeforeAsAfterTheOthers() {
    TransportPlan plan = TransportPlan.of(LoadProfile.full());
    List<Way> order = plan.order();
    List<Way> backwards = new ArrayList<>(order);
    Collections.reverse(backwards);

    assertThat(order).isEqualTo(backwards);
    assertThat(order.stream().filter(way -> way == Way.SHORT_POLL)).hasSize(6);
    assertThat(plan.isMetered(0)).isFalse();
    assertThat(plan.isMetered(plan.pairs() - 1)).isTrue();
    assertThat(plan.idleUser(Way.SHORT_POLL, plan.idlePerWay() - 1)).isEqualTo(plan.users() - 1);
  }

  private double value(String figure) {
    return Objects.requireNonNull(comparison().figures().get(figure), figure).value();
  }

  private Finding finding(String id) {
    return comparison().findings().stream()
        .filter(finding -> finding.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private TransportComparison comparison() {
    return new TransportComparison(
        phases,
        Map.of(
            Way.WEB_SOCKET, new WireCount(0, 100, 200),
            Way.LONG_POLL, new WireCount(12, 1_000, 2_000)),
        2,
        1);
  }

  /** A way's costs are its place: one, two and three times those of the socket. */
  private static TransportPhase phase(Way way, int begun, long delivered) {
    int times = List.of(Way.values()).indexOf(way) + 1;
    Histogram histogram = new Histogram(60_000_000L, 3);
    histogram.recordValueWithCount(times * 1_000L, delivered);
    return new TransportPhase(
        way,
        begun,
        delivered,
        List.of(histogram),
        List.of(),
        times * 100.0 * delivered,
        delivered,
        new WireCount(times * delivered, times * 400L * delivered, times * 600L * delivered),
        delivered == begun ? List.of() : List.of("lost by " + way));
  }
}
