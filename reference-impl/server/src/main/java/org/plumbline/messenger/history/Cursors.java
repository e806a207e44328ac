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

  /** The user has, or has read, everything of the thread up to and with {@code upTo}. */
  record Cursor(ThreadId thread, UserId user, Status status, long upTo) {}
}
