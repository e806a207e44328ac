package org.plumbline.simulations.crowd;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.swarm.Comings;
import org.plumbline.swarm.SwarmReport;
import org.plumbline.swarm.TrafficReport;

/**
 * The pass lines of a reconnect storm.
 *
 * @param ofTheDead how many connections the node had that died
 * @param report what the swarm saw; its timeline begins when the node died
 * @param traffic the messages between the others
 * @param p99 of their delivery since 99% are back, or nothing when none arrived
 * @param passedLimits those of the generator
 */
record ReconnectFindings(
    int ofTheDead,
    SwarmReport report,
    TrafficReport traffic,
    List<Figure> p99,
    List<String> passedLimits) {

  private static final Duration BACK_WITHIN = Duration.ofSeconds(30);
  private static final double SHARE = 0.99;

  List<Finding> all() {
    return List.of(
        back(), othersStayed(), Lines.allDelivered("rest_all_delivered", traffic), latency());
  }

  /** When 99% of those who had lost their node stood again. */
  static Optional<Duration> backAfter(Comings timeline, int ofTheDead) {
    if (timeline.openBefore() == 0) {
      return Optional.empty();
    }
    return timeline.backAfter(1 - (1 - SHARE) * ofTheDead / timeline.openBefore());
  }

  private Finding back() {
    String id = "back_within_30_s";
    Comings timeline = report.timeline();
    if (timeline.endedInAll() == 0) {
      return Finding.of(id, Outcome.UNKNOWN, "No connection ended: no node died.");
    }
    Optional<Duration> back = backAfter(timeline, ofTheDead);
    if (back.isEmpty()) {
      return new Finding(
          id,
          Outcome.BROKEN,
          report.open() + " of " + timeline.openBefore() + " connections stand at the end.",
          Lines.troubles(report));
    }
    double seconds = back.get().toMillis() / 1e3;
    return Finding.of(
        id,
        back.get().compareTo(BACK_WITHIN) <= 0 ? Outcome.HELD : Outcome.BROKEN,
        String.format(
            Locale.ROOT,
            "99%% of %d connections stood again %.1f s after their node had died (line: 30 s).",
            ofTheDead,
            seconds));
  }

  private Finding othersStayed() {
    String id = "no_other_connection_lost";
    long ended = report.timeline().endedInAll();
    if (ended == 0) {
      return Finding.of(id, Outcome.UNKNOWN, "No connection ended: no node died.");
    }
    long others = ended - ofTheDead;
    return new Finding(
        id,
        others <= 0 ? Outcome.HELD : Outcome.BROKEN,
        ended + " connections ended, " + ofTheDead + " of them were the dead node's.",
        others <= 0 ? List.of() : Lines.troubles(report));
  }

  private Finding latency() {
    String id = "settled_delivery_p99_under_50_ms";
    return p99.isEmpty()
        ? Finding.of(id, Outcome.UNKNOWN, "No delivery was measured.")
        : Lines.p99(id, p99.getFirst(), passedLimits);
  }
}
