package org.plumbline.simulations.crowd;

import java.util.List;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.swarm.SwarmReport;
import org.plumbline.swarm.TrafficReport;

/**
 * The pass lines of idle connections.
 *
 * @param wanted how many were to stand
 * @param report what the swarm saw, from its first socket to the end of the time of holding
 * @param traffic the messages between some of them
 * @param p99 of their delivery, or nothing when none arrived
 * @param ratio resident bytes for a connection, by those of the bare server
 * @param above resident bytes for a connection, less those of the bare server
 * @param passedLimits those of the generator
 */
record IdleFindings(
    int wanted,
    SwarmReport report,
    TrafficReport traffic,
    List<Figure> p99,
    Figure ratio,
    Figure above,
    List<String> passedLimits) {

  static final double RATIO_MAX = 1.5;
  static final double ABOVE_MAX_BYTES = 10 * 1_024;

  List<Finding> all() {
    return List.of(
        allStood(),
        noneLost(),
        heartbeatsAnswered(),
        Lines.allDelivered("all_delivered", traffic),
        latency(),
        Lines.below(
            "resident_at_most_1_5_of_echo",
            "Resident memory of a connection by that of the bare server",
            ratio,
            RATIO_MAX,
            "line: 1.5"),
        Lines.below(
            "resident_at_most_10_kb_above_echo",
            "Resident memory of a connection above that of the bare server in bytes",
            above,
            ABOVE_MAX_BYTES,
            "line: 10,240"));
  }

  private Finding allStood() {
    boolean all = report.opened() >= wanted && report.open() == wanted;
    return new Finding(
        "all_connections_stood",
        all ? Outcome.HELD : Outcome.BROKEN,
        report.open() + " of " + wanted + " connections stand at the end.",
        all ? List.of() : Lines.troubles(report));
  }

  private Finding noneLost() {
    String id = "no_connection_lost";
    if (report.opened() == 0) {
      return Finding.of(id, Outcome.UNKNOWN, "No connection ever stood.");
    }
    return new Finding(
        id,
        report.ended() == 0 ? Outcome.HELD : Outcome.BROKEN,
        report.ended() + " of " + report.opened() + " connections ended while they were held.",
        report.ended() == 0 ? List.of() : Lines.troubles(report));
  }

  /** Those on their way at the end are no more than what is sent in the time of one answer. */
  private Finding heartbeatsAnswered() {
    String id = "heartbeats_answered";
    if (report.heartbeatsSent() == 0) {
      return Finding.of(id, Outcome.UNKNOWN, "No heartbeat was due in this time.");
    }
    long missing = report.heartbeatsSent() - report.heartbeats();
    boolean answered = report.silent() == 0 && missing <= Math.max(10, wanted / 100);
    return Finding.of(
        id,
        answered ? Outcome.HELD : Outcome.BROKEN,
        report.heartbeats()
            + " of "
            + report.heartbeatsSent()
            + " heartbeats were answered; "
            + report.silent()
            + " connections fell silent.");
  }

  private Finding latency() {
    String id = "delivery_p99_under_50_ms";
    return p99.isEmpty()
        ? Finding.of(id, Outcome.UNKNOWN, "No delivery was measured.")
        : Lines.p99(id, p99.getFirst(), passedLimits);
  }
}
