package org.plumbline.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation. A direct thread's id is {@code d:a:b} with the two users in ascending order, so
 * that both sides name it alike without asking anyone. A group's is {@code g:ID}.
 */
public record ThreadId(String value) {

  private static final String DIRECT_PREFIX = "d:";
  private static final String GROUP_PREFIX = "g:";

  public ThreadId {
    if (value.startsWith(GROUP_PREFIX)) {
      Identifier.checked("thread_id", value.substring(GROUP_PREFIX.length()));
    } else {
      checkDirect(value);
    }
  }

  private static void checkDirect(String value) {
    int colon = value.indexOf(':', DIRECT_PREFIX.length());
    if (!value.startsWith(DIRECT_PREFIX) || colon < 0) {
      throw new IllegalArgumentException(
          "thread_id: " + Identifier.shortened(value) + " (expected: d:USER:USER or g:GROUP)");
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

  /** The thread of the group with this id. */
  public static ThreadId group(String id) {
    return new ThreadId(GROUP_PREFIX + id);
  }

  /**
   * The id of the group whose thread it is.
   *
   * @throws IllegalStateException for a direct thread
   */
  public String groupId() {
    if (!isGroup()) {
      throw new IllegalStateException("thread_id: " + value + " (expected: a group's thread)");
    }
    return value.substring(GROUP_PREFIX.length());
  }

  /** Whether it is a group's; otherwise it is a direct one, of two users. */
  public boolean isGroup() {
    return value.startsWith(GROUP_PREFIX);
  }

  /**
   * The users of a direct thread: always two, ascending.
   *
   * @throws IllegalStateException for a group's thread: its members change
   */
  public List<UserId> directUsers() {
    if (isGroup()) {
      throw new IllegalStateException("thread_id: " + value + " (expected: a direct thread)");
    }
    int colon = value.indexOf(':', DIRECT_PREFIX.length());
    return List.of(
        new UserId(value.substring(DIRECT_PREFIX.length(), colon)),
        new UserId(value.substring(colon + 1)));
  }

  /** Whether this is a direct thread and the user one of its two. */
  public boolean isDirectOf(UserId user) {
    if (isGroup()) {
      return false;
    }
    int colon = value.indexOf(':', DIRECT_PREFIX.length());
    String name = user.value();
    return (colon - DIRECT_PREFIX.length() == name.length()
            && value.startsWith(name, DIRECT_PREFIX.length()))
        || (value.length() - colon - 1 == name.length() && value.endsWith(name));
  }

  // As a record's own, which goes through method handles: a fan-out asks this some times a device.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ThreadId that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
