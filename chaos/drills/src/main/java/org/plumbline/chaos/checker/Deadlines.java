package org.plumbline.chaos.checker;

import java.time.Duration;

/**
 * Within what the invariants that speak of a time have to hold. Proposals of this project; what
 * lasted shorter than its deadline is not judged.
 *
 * @param receipts from a cursor that a device told to its sight at every device of the thread
 * @param presence from a change of a user's sockets to the same view at all who watch him
 * @param detection within which a node may take a dead socket for a live one, or the reverse
 * @param push from the acknowledgement to the push at the provider, detection aside
 * @param fencing from a device's newer session to the end of its older one
 */
public record Deadlines(
    Duration receipts, Duration presence, Duration detection, Duration push, Duration fencing) {

  /** The same for all drills unless a drill says otherwise. */
  public static Deadlines standard() {
    return new Deadlines(
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofSeconds(15));
  }

  /**
   * What a fault holds up may come so much later: told, seen or pushed from when it is over. How
   * long nodes may err about sockets stays as it is.
   */
  public Deadlines longerBy(Duration fault) {
    return new Deadlines(
        receipts.plus(fault), presence.plus(fault), detection, push.plus(fault), fencing);
  }
}
