package org.plumbline.messenger.delivery;

import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.group.GroupIndex;
import org.plumbline.messenger.group.GroupIndexUnavailable;
import org.plumbline.messenger.membership.GroupRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what was applied into the index of groups, again until the index takes it. Nothing but the
 * entry's safety waits for it: rows carry versions, so their order does not matter.
 */
@Singleton
public final class GroupListing {

  private static final Logger LOG = LoggerFactory.getLogger(GroupListing.class);

  private final GroupIndex index;
  private final Executor now = Executors.newVirtualThreadPerTaskExecutor();
  private final Executor later;

  public GroupListing(DeliveryConfig config, GroupIndex index) {
    this.index = index;
    this.later =
        CompletableFuture.delayedExecutor(config.retryAfter().toNanos(), TimeUnit.NANOSECONDS, now);
  }

  /** Completes when it is written; at once for a change that was void. */
  CompletableFuture<@Nullable Void> write(@Nullable GroupRecord group) {
    CompletableFuture<@Nullable Void> written = new CompletableFuture<>();
    if (group == null || group.version() != group.revision()) {
      written.complete(null);
    } else {
      now.execute(() -> attempt(group, written));
    }
    return written;
  }

  private void attempt(GroupRecord group, CompletableFuture<@Nullable Void> written) {
    try {
      index.write(group);
      written.complete(null);
    } catch (GroupIndexUnavailable e) {
      LOG.warn("{} could not be listed yet: {}", group.thread(), e.getMessage());
      later.execute(() -> attempt(group, written));
    }
  }
}
