package org.plumbline.messenger.membership;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * Who takes part in which thread, as this node knows it now. Of groups it learns through a feed, a
 * moment later than the node that applied a change: see {@link #caughtUp}.
 */
public interface Memberships {

  /**
   * Why the user may not write to the thread (or type, or acknowledge), as this node knows it now;
   * empty when he may. {@link ErrorCode#UNAVAILABLE} when it knows nothing: then {@link #decision}
   * finds out. Never blocks.
   */
  Optional<ErrorCode> refusal(UserId user, ThreadId thread);

  /**
   * As {@link #refusal}, once this node has learned what bears on it. Does not block, and may
   * complete on a thread that may.
   */
  CompletableFuture<Optional<ErrorCode>> decision(UserId user, ThreadId thread);

  /** Whose devices are told what happens in the thread: its members now. */
  List<UserId> recipients(ThreadId thread);

  /** Whether the thread has so many members that hints are not told to all. */
  boolean isLarge(ThreadId thread);

  /**
   * What of the thread the user may see. A former member keeps what was said while he was one.
   * {@link Visibility#NOTHING} for a stranger.
   *
   * <p>For a group it waits until every change that was confirmed before this call is known here,
   * so it blocks for a round trip, for virtual threads. Call it <em>after</em> reading the messages
   * that it shall judge: then nothing is among them whose reader had been removed before.
   *
   * @throws MembershipsUnavailable when that cannot be known now
   */
  Visibility visibility(UserId user, ThreadId thread);

  /**
   * As {@link #visibility}, as this node knows it now: for what one user is told of others, once
   * his own visibility was asked. Never blocks.
   */
  Visibility knownVisibility(UserId user, ThreadId thread);

  /**
   * Completes when every change of a group that was confirmed before this call is known here; fails
   * when the feed cannot be reached.
   */
  CompletableFuture<@Nullable Void> caughtUp();
}
