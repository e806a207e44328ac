package org.plumbline.messenger.friend;

import org.plumbline.protocol.UserId;

/**
 * Two different users, in whichever order they were given.
 *
 * @param low the one whose name comes first
 */
public record Pair(UserId low, UserId high) {

  public Pair {
    if (low.compareTo(high) >= 0) {
      throw new IllegalArgumentException(
          "pair: " + low + ", " + high + " (expected: two different users in ascending order)");
    }
  }

  /** The pair of these two, who must not be the same. */
  public static Pair of(UserId one, UserId other) {
    return one.compareTo(other) < 0 ? new Pair(one, other) : new Pair(other, one);
  }
}
