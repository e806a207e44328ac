package org.plumbline.chaos.workload;

import java.time.Duration;

/**
 * What a workload has besides pairs of users who write to each other. All of it is bounded, and
 * nothing of it waits for the open loop or holds it up.
 *
 * @param groups how many groups there are
 * @param groupMembers of each group, 3 to 8, its creator and the one who goes and comes included
 * @param changeEvery between two changes of members, over all groups
 * @param visitors users with one device who come and go, each with a friend who watches them
 * @param visitFor how long a visitor stays
 * @param awayFor how long he is away; longer than presence and push take to notice
 * @param sleepers users who never connect, are written to, and are pushed to
 * @param looksPerSecond at the newest part of a thread's history
 * @param readsPerSecond cursors of users who have read what their device shows
 * @param pagedThreads threads that are read in pages of each size at the end
 */
public record Mix(
    int groups,
    int groupMembers,
    Duration changeEvery,
    int visitors,
    Duration visitFor,
    Duration awayFor,
    int sleepers,
    int looksPerSecond,
    int readsPerSecond,
    int pagedThreads) {

  private static final int GROUP_MEMBERS_MIN = 3;
  private static final int GROUP_MEMBERS_MAX = 8;

  /** Pairs alone. */
  public static final Mix NONE =
      new Mix(
          0, GROUP_MEMBERS_MIN, Duration.ofSeconds(1), 0, Duration.ZERO, Duration.ZERO, 0, 0, 0, 0);

  /** A little of everything, for the few seconds of a smoke drill. */
  public static final Mix SMALL =
      new Mix(
          1,
          4,
          Duration.ofMillis(700),
          1,
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          1,
          2,
          4,
          1);

  /** Two groups and two visitors, who come back while the load runs. */
  public static final Mix MEDIUM =
      new Mix(
          2, 5, Duration.ofSeconds(1), 2, Duration.ofSeconds(2), Duration.ofSeconds(5), 1, 5, 8, 3);

  /** For the longer load of a full drill. */
  public static final Mix LARGE =
      new Mix(
          4,
          8,
          Duration.ofSeconds(1),
          4,
          Duration.ofSeconds(4),
          Duration.ofSeconds(14),
          2,
          10,
          20,
          6);

  public Mix {
    expect(groups >= 0, "groups: " + groups, ">= 0");
    expect(
        groupMembers >= GROUP_MEMBERS_MIN && groupMembers <= GROUP_MEMBERS_MAX,
        "groupMembers: " + groupMembers,
        GROUP_MEMBERS_MIN + " to " + GROUP_MEMBERS_MAX);
    expect(changeEvery.isPositive(), "changeEvery: " + changeEvery, "> 0");
    expect(visitors >= 0, "visitors: " + visitors, ">= 0");
    expect(!visitFor.isNegative(), "visitFor: " + visitFor, ">= 0");
    expect(!awayFor.isNegative(), "awayFor: " + awayFor, ">= 0");
    expect(sleepers >= 0, "sleepers: " + sleepers, ">= 0");
    expect(looksPerSecond >= 0, "looksPerSecond: " + looksPerSecond, ">= 0");
    expect(readsPerSecond >= 0, "readsPerSecond: " + readsPerSecond, ">= 0");
    expect(pagedThreads >= 0, "pagedThreads: " + pagedThreads, ">= 0");
  }

  private static void expect(boolean condition, String found, String expected) {
    if (!condition) {
      throw new IllegalArgumentException(found + " (expected: " + expected + ")");
    }
  }
}
