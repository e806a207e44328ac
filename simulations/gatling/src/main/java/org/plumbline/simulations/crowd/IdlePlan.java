package org.plumbline.simulations.crowd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.simulations.load.LoadProfile;

/**
 * How many idle connections, and how they come.
 *
 * @param each how many of each node
 * @param step how many come between two readings of the memory
 * @param measuredNodes on so many of the nodes the memory is read; the others are filled at once
 * @param perSecond messages a second between some of them, while all are held
 * @param pairsPerNode so many pairs of each node and the next one write to each other
 * @param warming how long {@link #WARMING} times as many are sent before
 * @param warmUp of these messages
 * @param hold how long all are held
 */
record IdlePlan(
    int each,
    int step,
    int measuredNodes,
    double perSecond,
    int pairsPerNode,
    Duration warming,
    Duration warmUp,
    Duration hold) {

  /**
   * By what the messages' rate is multiplied to warm the nodes: with ten times as many, six cold
   * nodes on two cores fell 15 s behind, and were not done with it when the measurement began.
   */
  static final int WARMING = 5;

  private static final int SMOKE = 300;
  private static final int QUICK = 4_000;
  private static final int FULL = 100_000;
  private static final int STEP = 5_000;
  private static final int STEPS_MIN = 4;
  private static final int PAIRS_PER_NODE = 50;
  private static final int SLICES_MIN = 12;
  private static final Duration SLICE = Duration.ofSeconds(5);

  /** So many come first and are no step: with them a node pays for classes and pools it keeps. */
  static final int FIRST = 32;

  static int connections(LoadProfile profile) {
    return profile.connections(
        switch (profile.name()) {
          case "full" -> FULL;
          case "quick" -> QUICK;
          default -> SMOKE;
        });
  }

  static IdlePlan of(LoadProfile profile, int nodes) {
    int each = Math.max(2, Math.ceilDiv(connections(profile), nodes));
    int pairs = Math.max(1, Math.min(PAIRS_PER_NODE, each / 2));
    int step = Math.clamp(each / STEPS_MIN, 1, STEP);
    return switch (profile.name()) {
      case "full" -> plan(profile, each, step, nodes, 50, pairs, 150, 20, 300);
      case "quick" -> plan(profile, each, step, Math.min(2, nodes), 50, pairs, 10, 3, 15);
      default -> plan(profile, each, Math.max(1, each / 2), 1, 20, pairs, 2, 1, 3);
    };
  }

  private static IdlePlan plan(
      LoadProfile profile,
      int each,
      int step,
      int measuredNodes,
      double perSecond,
      int pairs,
      int warmingSeconds,
      int warmUpSeconds,
      int holdSeconds) {
    LoadProfile shaped =
        profile
            .withMessagesPerSecond(perSecond)
            .withTimes(Duration.ofSeconds(warmUpSeconds), Duration.ofSeconds(holdSeconds));
    return new IdlePlan(
        each,
        step,
        measuredNodes,
        shaped.messagesPerSecond(),
        pairs,
        Duration.ofSeconds(warmingSeconds),
        shaped.warmUp(),
        shaped.duration());
  }

  /** How many stand after each step of one node, up to all of them. */
  List<Integer> steps() {
    List<Integer> steps = new ArrayList<>();
    for (int standing = step; standing < each; standing += step) {
      steps.add(standing);
    }
    steps.add(each);
    return List.copyOf(steps);
  }

  /**
   * Of the hold, so short that a stall is seen where it was, and enough of them for an interval.
   */
  int slices() {
    return (int) Math.max(SLICES_MIN, hold.dividedBy(SLICE));
  }

  int first() {
    return Math.min(FIRST, step);
  }
}
