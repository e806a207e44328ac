package org.plumbline.simulations.crowd;

import java.time.Duration;
import org.plumbline.simulations.load.LoadProfile;

/**
 * How many lose their node.
 *
 * @param each connections of each node
 * @param perSecond messages a second between connections of the other nodes
 * @param pairsPerNode so many pairs begin at each of those
 * @param warmUp of these messages
 * @param before how long they are measured before the node dies
 * @param after how long from then on
 */
record ReconnectPlan(
    int each,
    double perSecond,
    int pairsPerNode,
    Duration warmUp,
    Duration before,
    Duration after) {

  private static final int PAIRS_PER_NODE = 20;

  static int connections(LoadProfile profile) {
    return profile.connections(
        switch (profile.name()) {
          case "full" -> 30_000;
          case "quick" -> 4_000;
          default -> 300;
        });
  }

  static ReconnectPlan of(LoadProfile profile, int nodes) {
    int each = Math.max(4, Math.ceilDiv(connections(profile), nodes));
    int pairs = Math.max(1, Math.min(PAIRS_PER_NODE, each / 2));
    return switch (profile.name()) {
      case "full" -> plan(profile, each, 50, pairs, 10, 30, 90);
      case "quick" -> plan(profile, each, 50, pairs, 3, 12, 40);
      default -> plan(profile, each, 20, pairs, 1, 2, 12);
    };
  }

  private static ReconnectPlan plan(
      LoadProfile profile,
      int each,
      double perSecond,
      int pairs,
      int warmUpSeconds,
      int beforeSeconds,
      int afterSeconds) {
    return new ReconnectPlan(
        each,
        profile.withMessagesPerSecond(perSecond).messagesPerSecond(),
        pairs,
        Duration.ofSeconds(warmUpSeconds),
        Duration.ofSeconds(beforeSeconds),
        Duration.ofSeconds(afterSeconds));
  }

  /** A slice is a second. */
  int slices() {
    return (int) before.plus(after).toSeconds();
  }
}
