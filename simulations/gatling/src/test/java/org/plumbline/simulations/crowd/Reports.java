package org.plumbline.simulations.crowd;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.plumbline.swarm.Comings;
import org.plumbline.swarm.SwarmReport;
import org.plumbline.swarm.TrafficReport;

/** Reports of a swarm that never was. */
final class Reports {
  static final Duration SLOT = Duration.ofMillis(100);

  private Reports() {}

  /** So many connections, all of which stand, and heartbeats that were all answered. */
  static SwarmReport sound(long connections, TrafficReport traffic) {
    return report(connections, connections, connections, 0, 0, 500, 500, none(), calm(), traffic);
  }

  static Comings calm() {
    return new Comings(SLOT, 0, List.of(), List.of(), List.of());
  }

  static SortedMap<String, Long> none() {
    return new TreeMap<>();
  }

  static SwarmReport report(
      long wanted,
      long open,
      long opened,
      long ended,
      long silent,
      long heartbeats,
      long heartbeatsSent,
      SortedMap<String, Long> failures,
      Comings timeline,
      TrafficReport traffic) {
    return new SwarmReport(
        wanted,
        open,
        opened,
        opened,
        ended,
        silent,
        heartbeats,
        heartbeatsSent,
        traffic.delivered(),
        none(),
        failures,
        none(),
        none(),
        new SwarmReport.Cost(1, 1, 1, 1),
        timeline,
        Map.of('a', traffic));
  }

  static TrafficReport traffic(
      long sent, long unsent, long refused, long acknowledged, long delivered) {
    Histogram none = new Histogram(1, 1_000_000, 3);
    return new TrafficReport(
        1,
        sent,
        unsent,
        refused,
        acknowledged,
        delivered,
        0,
        List.of(none),
        List.of(none),
        List.of(none),
        none,
        0);
  }
}
