package org.plumbline.messenger.presence;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.plumbline.messenger.directory.NodeRegistry;

/**
 * How long a user must be gone before that is shown. After an outage of the directory it is at
 * least as long as a node's announcement counts: a directory that came back empty knows the
 * sessions only after the nodes restored them. Guarded by the lock of {@link PresenceWatch}.
 */
final class OfflineDelay {
  private static final long RESTORED_NANOS =
      TimeUnit.MILLISECONDS.toNanos(NodeRegistry.TIME_TO_LIVE_MILLIS);

  private final long nanos;
  private boolean away;
  private boolean returned;
  private long returnedNanos;

  OfflineDelay(Duration delay) {
    this.nanos = delay.toNanos();
  }

  boolean isAway() {
    return away;
  }

  void lookupFailed() {
    away = true;
  }

  void lookupSucceeded(long nowNanos) {
    if (away) {
      away = false;
      returned = true;
      returnedNanos = nowNanos;
    }
  }

  long nanosAt(long nowNanos) {
    returned = returned && nowNanos - returnedNanos < RESTORED_NANOS;
    return returned ? Math.max(nanos, RESTORED_NANOS) : nanos;
  }
}
