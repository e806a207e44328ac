package org.plumbline.messenger.gateway;

import java.util.Collection;
import java.util.List;
import org.plumbline.protocol.UserId;

/**
 * Whose last-seen time is written at which sweep: everybody's once in a round, a few at each sweep.
 * All at once, the tens of thousands of a full node would hold up the directory, which takes one
 * command at a time, and with it the messages of all nodes. Used by one thread.
 */
final class SeenRound {

  static final int SWEEPS = 30;

  private int sweep;

  /** Those of them whose turn it is. */
  List<UserId> next(Collection<UserId> here) {
    int turn = sweep;
    sweep = (sweep + 1) % SWEEPS;
    return here.stream().filter(user -> Math.floorMod(user.hashCode(), SWEEPS) == turn).toList();
  }
}
