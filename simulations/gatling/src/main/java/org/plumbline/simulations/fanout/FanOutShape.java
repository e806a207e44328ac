package org.plumbline.simulations.fanout;

import java.time.Duration;
import org.plumbline.simulations.load.LoadProfile;

/**
 * How many groups, how large, and how long it is measured.
 *
 * @param members of each group
 * @param groups each with members of its own; all members of all groups are online
 * @param writers how many members of each group write
 * @param warmUp of either side before anything is measured
 * @param step how long each rate of the search is tried
 * @param round how long each side is measured at a time
 * @param repeats how often each side is measured
 */
record FanOutShape(
    int members,
    int groups,
    int writers,
    Duration warmUp,
    Duration step,
    Duration round,
    int repeats) {

  /** Groups of a hundred: as many as make some hundreds or thousands of sockets. */
  static FanOutShape hundreds(LoadProfile profile) {
    return switch (profile.name()) {
      case "full" -> timed(profile, 100, 20, 1);
      case "quick" -> timed(profile, 100, 8, 1);
      default -> timed(profile, 100, 2, 1);
    };
  }

  /** One group: of 5,000, as the documents have it, in the full profile alone. */
  static FanOutShape thousands(LoadProfile profile) {
    return switch (profile.name()) {
      case "full" -> timed(profile, 5_000, 1, 4);
      case "quick" -> timed(profile, 2_000, 1, 4);
      default -> timed(profile, 500, 1, 4);
    };
  }

  private static FanOutShape timed(LoadProfile profile, int members, int groups, int writers) {
    return switch (profile.name()) {
      case "full" ->
          new FanOutShape(members, groups, writers, seconds(15), seconds(6), seconds(12), 6);
      case "quick" ->
          new FanOutShape(members, groups, writers, seconds(6), seconds(3), seconds(5), 5);
      default -> new FanOutShape(members, groups, writers, seconds(2), seconds(1), seconds(1), 2);
    };
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  int sockets() {
    return members * groups;
  }

  /** Sockets that get a message: the writer's own device is not told of it. */
  int recipients() {
    return members - 1;
  }
}
