package org.plumbline.simulations.login;

import java.util.List;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;

/** The pass lines of a storm. */
final class StormFindings {

  private static final int WITNESSES_MAX = 20;

  private final int begun;
  private final long connectedAtEnd;
  private final List<StormLedger.Failed> failed;
  private final List<String> witnesses;

  /**
   * Takes what was seen.
   *
   * @param begun devices that were to log in
   * @param connectedAtEnd devices whose session stands when all is over
   * @param failed every try that did not succeed
   * @param witnesses causes of devices that gave up
   */
  StormFindings(
      int begun, long connectedAtEnd, List<StormLedger.Failed> failed, List<String> witnesses) {
    this.begun = begun;
    this.connectedAtEnd = connectedAtEnd;
    this.failed = List.copyOf(failed);
    this.witnesses = List.copyOf(witnesses);
  }

  List<Finding> all() {
    return List.of(allIn(), refusedWithTime());
  }

  long refused(StormLedger.Step step) {
    return failed.stream().filter(one -> one.step() == step && one.isRefusalWithTime()).count();
  }

  long withStatus(int status) {
    return failed.stream().filter(one -> one.hasStatus(status)).count();
  }

  /** Tries that failed in any other way. */
  List<StormLedger.Failed> unexplained() {
    return failed.stream().filter(one -> !one.isRefusalWithTime()).toList();
  }

  private Finding allIn() {
    String id = "all_in_at_the_end";
    if (begun == 0) {
      return Finding.of(id, Outcome.UNKNOWN, "Nobody was to log in.");
    }
    return new Finding(
        id,
        connectedAtEnd == begun ? Outcome.HELD : Outcome.BROKEN,
        connectedAtEnd + " of " + begun + " devices are connected when the storm is over.",
        connectedAtEnd == begun ? List.of() : witnesses);
  }

  private Finding refusedWithTime() {
    String id = "refused_with_time_to_come_back";
    if (begun == 0) {
      return Finding.of(id, Outcome.UNKNOWN, "Nobody was to log in.");
    }
    List<StormLedger.Failed> others = unexplained();
    return new Finding(
        id,
        others.isEmpty() ? Outcome.HELD : Outcome.BROKEN,
        others.size()
            + " of "
            + failed.size()
            + " failed tries of "
            + begun
            + " devices were not a 429 or 503 with Retry-After.",
        others.stream()
            .limit(WITNESSES_MAX)
            .map(one -> "device " + one.number() + ", " + one.step() + ": " + one.cause())
            .toList());
  }
}
