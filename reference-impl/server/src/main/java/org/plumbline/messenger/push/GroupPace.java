package org.plumbline.messenger.push;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.atomic.AtomicLong;
import org.plumbline.protocol.ThreadId;

/**
 * Spreads the notes of one group over time, so that a message to thousands does not become
 * thousands of pushes at once in front of everyone else's.
 */
final class GroupPace {

  private static final int GROUPS_MAX = 10_000;
  private static final long MICROS = 1_000;

  private final long stepMicros;
  private final long spreadMaxMillis;
  private final Cache<ThreadId, AtomicLong> nextMicros =
      Caffeine.newBuilder().maximumSize(GROUPS_MAX).build();

  GroupPace(PushConfig config) {
    this.stepMicros = 1_000_000L / config.groupRate();
    this.spreadMaxMillis = config.groupSpreadMax().toMillis();
  }

  /** When the next note of the thread may become due; {@code earliest} for a direct one. */
  long due(ThreadId thread, long earliestMillis) {
    if (!thread.isGroup()) {
      return earliestMillis;
    }
    long place =
        nextMicros
            .get(thread, _ -> new AtomicLong())
            .updateAndGet(next -> Math.max(next + stepMicros, earliestMillis * MICROS));
    return Math.min(place / MICROS, earliestMillis + spreadMaxMillis);
  }
}
