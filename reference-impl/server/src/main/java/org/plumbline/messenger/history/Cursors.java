package org.plumbline.messenger.history;

import java.util.List;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * How far each user has come in each thread: one cursor for delivered, one for read, never a row
 * per message. A cursor never goes back, in whichever order and however often advances arrive.
 * Every method may throw {@link HistoryUnavailable}.
 */
public interface Cursors {

  /** Moves cursors on; one that stands further already stays. */
  void advance(List<Cursor> cursors);

  /** All cursors of the thread. */
  List<Cursor> of(ThreadId thread);

  /** The cursors of one user in the thread. */
  List<Cursor> of(ThreadId thread, UserId user);

  /**
   * The cursors of a part of the thread's users, ascending by user.
   *
   * @param after the last user of the part before, or empty for the first
   * @param cursorsMax most cursors, at least 2: a user has at most two, which may fall into two
   *     parts
   */
  List<Cursor> page(ThreadId thread, String after, int cursorsMax);

  /** The user has, or has read, everything of the thread up to and with {@code upTo}. */
  record Cursor(ThreadId thread, UserId user, Status status, long upTo) {}
}
