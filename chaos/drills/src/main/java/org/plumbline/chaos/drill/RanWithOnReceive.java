package org.plumbline.chaos.drill;

import java.util.List;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.checker.Timings;

/** Whether the nodes really acknowledged before the log had the message. */
final class RanWithOnReceive extends Judge {

  @Override
  List<Finding> findings(Scene scene, Timings timings) {
    long inTheLog = scene.fleet().tally().acknowledgedInTheLog();
    return inTheLog == 0
        ? List.of()
        : List.of(
            Finding.of(
                "ran_with_on_receive",
                Outcome.UNKNOWN,
                inTheLog + " acknowledgements named a place in the log: not on_receive."));
  }
}
