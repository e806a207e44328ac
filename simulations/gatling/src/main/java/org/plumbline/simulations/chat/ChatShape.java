package org.plumbline.simulations.chat;

import org.plumbline.simulations.load.LoadProfile;

/**
 * Who talks with whom in a scenario: threads of so many members, each member a sender.
 *
 * @param name of the scenario: {@code one_to_one}
 * @param members of each thread, from 2 to {@value #MEMBERS_MAX}
 */
public record ChatShape(String name, int members) {

  /** What the mark of a message has room for: a bit for each device of the thread. */
  static final int MEMBERS_MAX = 30;

  /** Pairs, some of whose users have two devices. */
  public static final ChatShape ONE_TO_ONE = new ChatShape("one_to_one", 2);

  /** Groups of ten, one device each: what the documents name as the average size (S2-07). */
  public static final ChatShape GROUP_CHAT = new ChatShape("group_chat", 10);

  /** So that a message to one group is seen not to reach another. */
  private static final int GROUPS_MIN = 2;

  /** A group message is delivered nine times, a direct one little more than once. */
  private static final double GROUP_RATE_SHARE = 0.2;

  public ChatShape {
    if (members < 2 || members > MEMBERS_MAX) {
      throw new IllegalArgumentException(
          "members: " + members + " (expected: 2 to " + MEMBERS_MAX + ")");
    }
  }

  boolean isGroup() {
    return members > 2;
  }

  /**
   * The part of a profile that this shape takes. Groups run beside the 1:1 load, on nodes that are
   * warm from it: half its time, a quarter of its warm-up, and a rate that makes about as many
   * deliveries.
   */
  LoadProfile of(LoadProfile profile) {
    if (!isGroup()) {
      return profile;
    }
    int groups = Math.max(GROUPS_MIN, Math.round(profile.users() / 2f / members));
    return profile
        .withUsers(groups * members)
        .withSecondDeviceShare(0)
        .withMessagesPerSecond(profile.messagesPerSecond() * GROUP_RATE_SHARE)
        .withTimes(profile.warmUp().dividedBy(4), profile.duration().dividedBy(2));
  }
}
