package org.plumbline.simulations.day;

import java.util.List;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.simulations.driver.OpenLoop;

/** The pass lines of a day. */
final class DayFindings {

  private static final int WITNESSES_MAX = 20;

  private DayFindings() {}

  /**
   * Whether each message was shown by all of its recipients.
   *
   * @param owed deliveries of the messages that were to be sent
   * @param passedLimits of the generator: what it was late with may not have had its time
   */
  static Finding allDelivered(
      OpenLoop.Outcome outcome, long owed, long delivered, List<String> passedLimits) {
    String id = "all_delivered";
    if (outcome.begun() == 0) {
      return Finding.of(id, Outcome.UNKNOWN, "No message was sent.");
    }
    boolean held = outcome.failed() == 0 && owed == delivered;
    return new Finding(
        id,
        held ? Outcome.HELD : passedLimits.isEmpty() ? Outcome.BROKEN : Outcome.UNKNOWN,
        delivered
            + " of "
            + owed
            + " deliveries of "
            + outcome.begun()
            + " messages arrived, the warm-up's included; "
            + outcome.failed()
            + " messages did not come to an end in time."
            + (held || passedLimits.isEmpty() ? "" : " The generator was saturated."),
        outcome.witnesses());
  }

  /** Whether the senders were told of all that was read. */
  static Finding readsTold(DayReads reads) {
    String id = "reads_told";
    if (reads.owed() == 0) {
      return Finding.of(id, Outcome.UNKNOWN, "Nothing was read.");
    }
    List<String> untold = reads.untold();
    return new Finding(
        id,
        untold.isEmpty() ? Outcome.HELD : Outcome.BROKEN,
        reads.owed() - untold.size() + " of " + reads.owed() + " cursors were told to the sender.",
        untold.stream().sorted().limit(WITNESSES_MAX).toList());
  }
}
