package org.plumbline.messenger.delivery;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.membership.GroupRecord;
import org.plumbline.messenger.membership.MembershipLog;
import org.plumbline.messenger.membership.memory.MemoryMembershipLog;

/** A feed of memberships that a test can make unreachable. */
final class HeldFeed implements MembershipLog {

  private final MembershipLog kept = new MemoryMembershipLog();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile boolean reachable = true;

  void setReachable(boolean now) {
    reachable = now;
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
        ? kept.caughtUp()
        : CompletableFuture.<@Nullable Void>failedFuture(new IllegalStateException("planted"));
  }
}
