package org.plumbline.messenger.history.shards;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.history.HistoryUnavailable;

/**
 * The map as this node last saw it. What it gives out is never older than the bound: with an older
 * one a node would go on reading a store that has been cleared, so it rather refuses. Safe to share
 * between threads.
 */
public final class ShardView {

  private record Seen(ShardMap map, long askedAt) {}

  private final Supplier<ShardMap> read;
  private final Duration staleness;
  private final LongSupplier nanoTime;
  private volatile @Nullable Seen seen;

  /**
   * A view without anything seen yet.
   *
   * @param read reads the shared map; may throw {@link ShardMapUnavailable}
   */
  ShardView(Supplier<ShardMap> read, Duration staleness, LongSupplier nanoTime) {
    this.read = read;
    this.staleness = staleness;
    this.nanoTime = nanoTime;
  }

  /** Looks at the shared map. Its age counts from before it was asked for. */
  void refresh() {
    long askedAt = nanoTime.getAsLong();
    ShardMap map = read.get();
    synchronized (this) {
      Seen before = seen;
      if (before == null || askedAt - before.askedAt() >= 0) {
        seen = new Seen(before != null && before.map().equals(map) ? before.map() : map, askedAt);
      }
    }
  }

  /**
   * The map. The same object as long as nothing has changed.
   *
   * @throws HistoryUnavailable when it could not be read for longer than the bound
   */
  ShardMap current() {
    Seen last = seen;
    if (last == null || nanoTime.getAsLong() - last.askedAt() > staleness.toNanos()) {
      throw new HistoryUnavailable(
          "the map of the shards could not be read for " + staleness,
          new IllegalStateException("an old map may name a store that was cleared"));
    }
    return last.map();
  }

  /** The map as it was seen last, however old: for figures, not for routing. */
  ShardMap last() {
    Seen last = seen;
    if (last == null) {
      throw new IllegalStateException("the map of the shards was not read yet");
    }
    return last.map();
  }
}
