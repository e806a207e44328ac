package org.plumbline.messenger.membership;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.ThreadId;

/**
 * The feed of memberships: of each group, and of each member of it, the last record stays. The
 * records of one group have one order.
 */
public interface MembershipLog {

  /**
   * Publishes the group, then each of its changed members. Never blocks. The records of the group's
   * next change must not be published before this is confirmed.
   *
   * @return completes when all of it is confirmed; fails when that is not known. Then repeat it.
   */
  CompletableFuture<@Nullable Void> publish(GroupRecord changed);

  /**
   * Hands all records, those that stand there first, to the follower: in order, one at a time.
   * Returns when it has handed on what stood there.
   */
  void follow(Follower follower);

  /**
   * Completes when all that was confirmed before this call has been handed to the follower; fails
   * when the feed cannot be reached.
   */
  CompletableFuture<@Nullable Void> caughtUp();

  /** Who hears the records. */
  interface Follower {
    /** A group, with the members whom its last change concerned. */
    void group(GroupRecord group);

    /** A member of a group. */
    void member(ThreadId thread, Member member);
  }
}
