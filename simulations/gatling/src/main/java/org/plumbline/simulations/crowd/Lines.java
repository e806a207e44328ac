package org.plumbline.simulations.crowd;

import java.util.List;
import java.util.Locale;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.swarm.SwarmReport;
import org.plumbline.swarm.TrafficReport;

/** Pass lines that several of these loads have. */
final class Lines {

  private static final double P99_LIMIT_MILLIS = 50;

  private Lines() {}

  /** The whole interval has to lie on one side of the line. */
  static Finding below(String id, String what, Figure figure, double limit, String limitText) {
    Double low = figure.low();
    Double high = figure.high();
    String measured = String.format(Locale.ROOT, "%s is %s", what, number(figure.value()));
    if (low == null || high == null) {
      return Finding.of(
          id,
          Outcome.UNKNOWN,
          measured + ": too few readings for an interval (" + limitText + ").");
    }
    String interval = " (95% interval " + number(low) + " to " + number(high) + "; ";
    String summary = measured + interval + limitText + ").";
    if (high <= limit) {
      return Finding.of(id, Outcome.HELD, summary);
    }
    return Finding.of(id, low > limit ? Outcome.BROKEN : Outcome.UNKNOWN, summary);
  }

  private static String number(double value) {
    return Math.abs(value) >= 100
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }

  /** A saturated generator measures itself. */
  static Finding p99(String id, Figure p99, List<String> passedLimits) {
    return passedLimits.isEmpty()
        ? below(id, "p99 in ms", p99, P99_LIMIT_MILLIS, "line: 50 ms")
        : Finding.of(
            id,
            Outcome.UNKNOWN,
            String.format(
                Locale.ROOT, "p99 is %.1f ms, but the generator was saturated.", p99.value()));
  }

  /** Each message that was sent is acknowledged and with the other one. */
  static Finding allDelivered(String id, TrafficReport traffic) {
    if (traffic.sent() + traffic.unsent() == 0) {
      return Finding.of(id, Outcome.UNKNOWN, "Nothing was to be sent.");
    }
    boolean all =
        traffic.unsent() == 0
            && traffic.refused() == 0
            && traffic.acknowledged() == traffic.sent()
            && traffic.delivered() == traffic.sent();
    return Finding.of(
        id,
        all ? Outcome.HELD : Outcome.BROKEN,
        traffic.delivered()
            + " of "
            + traffic.sent()
            + " messages arrived, "
            + traffic.acknowledged()
            + " were acknowledged, "
            + traffic.refused()
            + " refused, "
            + traffic.unsent()
            + " not written since their socket was away.");
  }

  /** What went wrong with sockets, each a line. */
  static List<String> troubles(SwarmReport report) {
    return List.of(report.refusals(), report.failures(), report.closes(), report.errors()).stream()
        .flatMap(counts -> counts.entrySet().stream())
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .limit(20)
        .toList();
  }
}
