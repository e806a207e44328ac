package org.plumbline.protocol;

import java.util.List;
import java.util.Map;

/** Everything a client may send. A new case must be handled everywhere before the build passes. */
public sealed interface ClientFrame {

  /**
   * A message for a thread. The sender is never in the frame: it is the session's.
   *
   * @param attempt 1 for the first try; a repeat over any connection counts up. A repeat is
   *     answered by the thread's worker, which names the first {@code seq}.
   */
  record Send(ThreadId thread, TempId tempId, int attempt, Content content) implements ClientFrame {

    public Send {
      if (attempt < 1) {
        throw new IllegalArgumentException("attempt: " + attempt + " (expected: >= 1)");
      }
    }

    /** A message of words. */
    public Send(ThreadId thread, TempId tempId, int attempt, String text) {
      this(thread, tempId, attempt, new Content.Text(text));
    }
  }

  /**
   * This device has (or its user has read) everything of the thread up to and with {@code upTo}.
   */
  record Acknowledge(ThreadId thread, long upTo, Status status) implements ClientFrame {
    public Acknowledge {
      if (upTo < 0) {
        throw new IllegalArgumentException("seq: " + upTo + " (expected: >= 0)");
      }
    }
  }

  /**
   * Asks for what came after the cursors.
   *
   * @param cursors the last {@code seq} seen in each thread; a thread not named counts as unseen
   * @param namedOnly true to answer for the named threads alone, false for all of the user's
   */
  record Sync(Map<ThreadId, Long> cursors, boolean namedOnly) implements ClientFrame {

    /** Most threads that one frame may name. */
    public static final int CURSORS_MAX = 500;

    public Sync {
      if (cursors.size() > CURSORS_MAX) {
        throw new IllegalArgumentException(
            "cursors: " + cursors.size() + " threads (expected: at most " + CURSORS_MAX + ")");
      }
      cursors = Map.copyOf(cursors);
    }
  }

  /** From now on this device wants the presence of these users and of no others. */
  record SubscribePresence(List<UserId> users) implements ClientFrame {

    /** Most users that one device may watch: what a viewport shows, not a whole list of friends. */
    public static final int USERS_MAX = 200;

    public SubscribePresence {
      if (users.size() > USERS_MAX) {
        throw new IllegalArgumentException(
            "users: " + users.size() + " (expected: at most " + USERS_MAX + ")");
      }
      users = List.copyOf(users);
    }
  }

  /** The user began to write, or stopped. A hint: it may get lost, and ends by itself. */
  record Typing(ThreadId thread, boolean active) implements ClientFrame {}

  /** The device lives. */
  record Heartbeat() implements ClientFrame {}
}
