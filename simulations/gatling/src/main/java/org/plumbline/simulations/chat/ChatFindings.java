package org.plumbline.simulations.chat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.simulations.measure.LatencyLine;
import org.plumbline.simulations.measure.SaturationRule;

/** The pass lines of the scenario: what held, what broke, and what cannot be told. */
final class ChatFindings {

  private static final LatencyLine LINE = new LatencyLine("delivery_p99_under_50_ms", 50);

  private final Tally tally;
  private final Duration drainMax;
  private final @Nullable Figure deliveryP99;
  private final double lagP99Millis;
  private final double cpuShare;
  private final List<String> passedLimits;

  /**
   * Takes what is judged.
   *
   * @param deliveryP99 in milliseconds, or null when nothing was delivered
   * @param lagP99Millis how late the generator sent
   * @param cpuShare the part of its processor share that the generator used
   */
  ChatFindings(
      Tally tally,
      Duration drainMax,
      @Nullable Figure deliveryP99,
      double lagP99Millis,
      double cpuShare) {
    this.tally = tally;
    this.drainMax = drainMax;
    this.deliveryP99 = deliveryP99;
    this.lagP99Millis = lagP99Millis;
    this.cpuShare = cpuShare;
    this.passedLimits = SaturationRule.HOUSE.passedLimits(cpuShare, lagP99Millis);
  }

  List<Finding> all() {
    return List.of(
        allDelivered(),
        noDuplicate(),
        inOrder(),
        SaturationRule.HOUSE.finding(cpuShare, lagP99Millis),
        LINE.judge(deliveryP99, passedLimits));
  }

  private Finding allDelivered() {
    Tally.Counts all = tally.seen().all();
    String id = "all_acknowledged_delivered";
    if (all.acknowledged() == 0) {
      return Finding.of(id, Outcome.UNKNOWN, "No message was acknowledged.");
    }
    if (all.missing() == 0) {
      return Finding.of(
          id,
          Outcome.HELD,
          all.delivered()
              + " deliveries of "
              + all.acknowledged()
              + " acknowledged messages arrived, the warm-up's included.");
    }
    long lost = tally.seen().lostSockets();
    boolean unclear = lost > 0 || !passedLimits.isEmpty();
    String summary =
        all.missing()
            + " of "
            + all.expected()
            + " deliveries did not arrive within "
            + drainMax.toSeconds()
            + " s after the last message was sent"
            + (lost > 0 ? "; " + lost + " sockets were lost, and these devices do not return" : "")
            + ".";
    return new Finding(
        id, unclear ? Outcome.UNKNOWN : Outcome.BROKEN, summary, witnesses("not delivered"));
  }

  private Finding noDuplicate() {
    long duplicates = tally.seen().duplicates();
    return counted(
        "no_duplicate", duplicates, "messages came to a device that had them", witnesses("twice"));
  }

  private Finding inOrder() {
    long outOfOrder = tally.seen().outOfOrder();
    return counted(
        "in_order",
        outOfOrder,
        "messages came after a later one of their thread",
        witnesses("out of order"));
  }

  private Finding counted(String id, long count, String what, List<String> witnesses) {
    if (tally.seen().all().delivered() == 0) {
      return Finding.of(id, Outcome.UNKNOWN, "No message was delivered.");
    }
    String summary = count + " of " + tally.seen().all().delivered() + " " + what + ".";
    return new Finding(id, count == 0 ? Outcome.HELD : Outcome.BROKEN, summary, witnesses);
  }

  private List<String> witnesses(String kind) {
    return tally.seen().witnesses().stream().filter(witness -> witness.startsWith(kind)).toList();
  }
}
