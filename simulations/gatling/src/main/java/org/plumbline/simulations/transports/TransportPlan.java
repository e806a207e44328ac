package org.plumbline.simulations.transports;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.simulations.load.LoadProfile;

/**
 * How much of which way.
 *
 * @param blocks how often the six phases of {@link Way#BLOCK} are gone through
 * @param traffic how long messages are sent in a phase
 * @param pairs how many pairs of users write to each other
 * @param meteredPairs how many of them go through the relay; their latencies are not taken
 * @param messagesPerSecond of all pairs
 * @param patience how long a long poll waits at the node
 * @param every between the answer to a short poll and the next one
 * @param idlePerWay devices that are connected all the time and say nothing
 */
record TransportPlan(
    int blocks,
    Duration traffic,
    int pairs,
    int meteredPairs,
    double messagesPerSecond,
    Duration patience,
    Duration every,
    int idlePerWay) {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final int IDLE_PER_WAY = 2;

  /** A third of the users, since polls keep the generator busy as well. */
  static TransportPlan of(LoadProfile profile) {
    int blocks =
        switch (profile.name()) {
          case "full" -> 3;
          case "quick" -> 2;
          default -> 1;
        };
    int pairs = Math.max(2, profile.users() / 6);
    return new TransportPlan(
        blocks,
        profile.duration().dividedBy((long) blocks * Way.BLOCK.size()),
        pairs,
        Math.max(1, pairs / 4),
        profile.messagesPerSecond() / 5,
        PATIENCE,
        EVERY,
        IDLE_PER_WAY);
  }

  /** The ways of the measured phases, one after another. */
  List<Way> order() {
    List<Way> order = new ArrayList<>();
    for (int block = 0; block < blocks; block++) {
      order.addAll(Way.BLOCK);
    }
    return order;
  }

  int users() {
    return 2 * pairs + idlePerWay * Way.values().length;
  }

  boolean isMetered(int pair) {
    return pair >= pairs - meteredPairs;
  }

  /** The user of that idle device. */
  int idleUser(Way way, int number) {
    return 2 * pairs + List.of(Way.values()).indexOf(way) * idlePerWay + number;
  }
}
