package org.plumbline.messenger.membership;

import java.util.List;
import java.util.Optional;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** Who takes part in which thread, as this node knows it now. Never blocks for long. */
public interface Memberships {

  /** Why the user may not write to the thread (or type, or acknowledge); empty when he may. */
  Optional<ErrorCode> refusal(UserId user, ThreadId thread);

  /** Whose devices are told what happens in the thread: its members now. */
  List<UserId> recipients(ThreadId thread);

  /** Whether the thread has so many members that hints are not told to all. */
  boolean isLarge(ThreadId thread);

  /**
   * What of the thread the user may see. A former member keeps what was said while he was one.
   * {@link Visibility#NOTHING} for a stranger.
   */
  Visibility visibility(UserId user, ThreadId thread);
}
