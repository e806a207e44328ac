package org.plumbline.messenger.delivery;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.membership.GroupRecord;
import org.plumbline.messenger.membership.MembershipLog;
import org.plumbline.messenger.membership.memory.MemoryMembershipLog;

/** A feed of memberships that a test can make unreachable, or slow. */
final class HeldFeed implements MembershipLog {

  private final MembershipLog kept = new MemoryMembershipLog();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile boolean reachable = true;
  private volatile CompletableFuture<@Nullable Void> arrived =
      CompletableFuture.<@Nullable Void>completedFuture(null);

  void setReachable(boolean now) {
    reachable = now;
  }

  /** Until the future is completed nobody is told that he has caught up. */
  CompletableFuture<@Nullable Void> lag() {
    arrived = new CompletableFuture<>();
    return arrived;
  }

  int refused() {
    return refused.get();
  }

  @Override
  public CompletableFuture<@Nullable Void> publish(GroupRecord changed) {
    if (!reachable) {
      refused.incrementAndGet();
      return CompletableFuture.failedFuture(new IllegalStateException("planted"));
    }
    return kept.publish(changed);
  }

  @Override
  public void follow(Follower follower) {
    kept.follow(follower);
  }

  @Override
  public CompletableFuture<@Nullable Void> caughtUp() {
    return reachable
        ? arrived.<@Nullable Void>thenCompose(_ -> kept.caughtUp())
        : CompletableFuture.<@Nullable Void>failedFuture(new IllegalStateException("planted"));
  }
}
