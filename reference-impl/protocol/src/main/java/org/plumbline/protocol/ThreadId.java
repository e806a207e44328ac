package org.plumbline.protocol;

import java.util.List;

/**
 * A conversation. A direct thread's id is {@code d:a:b} with the two users in ascending order, so
 * that both sides name it alike without asking anyone.
 */
public record ThreadId(String value) {

  private static final String DIRECT_PREFIX = "d:";

  public ThreadId {
    if (!value.startsWith(DIRECT_PREFIX)) {
      throw new IllegalArgumentException(
          "thread_id: " + Identifier.shortened(value) + " (expected: d:USER:USER)");
    }
    int colon = value.indexOf(':', DIRECT_PREFIX.length());
    if (colon < 0) {
      throw new IllegalArgumentException(
          "thread_id: " + Identifier.shortened(value) + " (expected: d:USER:USER)");
    }
    String first = Identifier.checked("thread_id", value.substring(DIRECT_PREFIX.length(), colon));
    String second = Identifier.checked("thread_id", value.substring(colon + 1));
    if (first.compareTo(second) >= 0) {
      throw new IllegalArgumentException(
          "thread_id: " + value + " (expected: two different users in ascending order)");
    }
  }

  /** The direct thread of two different users, in whichever order they are given. */
  public static ThreadId direct(UserId one, UserId other) {
    return one.compareTo(other) < 0
        ? new ThreadId(DIRECT_PREFIX + one + ":" + other)
        : new ThreadId(DIRECT_PREFIX + other + ":" + one);
  }

  /** The users of this thread: always two, ascending. */
  public List<UserId> members() {
    int colon = value.indexOf(':', DIRECT_PREFIX.length());
    return List.of(
        new UserId(value.substring(DIRECT_PREFIX.length(), colon)),
        new UserId(value.substring(colon + 1)));
  }

  /** Whether the user takes part in this thread. */
  public boolean hasMember(UserId user) {
    int colon = value.indexOf(':', DIRECT_PREFIX.length());
    String name = user.value();
    return (colon - DIRECT_PREFIX.length() == name.length()
            && value.startsWith(name, DIRECT_PREFIX.length()))
        || (value.length() - colon - 1 == name.length() && value.endsWith(name));
  }

  @Override
  public String toString() {
    return value;
  }
}
