package org.plumbline.messenger.history.shards;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.plumbline.messenger.history.HistoryStore;
import org.plumbline.messenger.history.HistoryStores;
import org.plumbline.messenger.history.HistoryUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves shards, some together, one phase after the other. All it has to remember stands in the map:
 * whoever takes the lease after a crash goes on with the phase that he finds, whose work can be
 * repeated. One that has lost the lease without knowing it can do no harm: its changes of the map
 * fail, what it copies is there already, and what it removes was removed.
 */
final class ShardMover {

  private static final Logger LOG = LoggerFactory.getLogger(ShardMover.class);
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** What a listing of a store may still find after its shards were removed. */
  private static final int CLEARINGS_MAX = 5;

  /** Another node has the lease, or may have it by now. */
  static final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final HistoryStores stores;
  private final ShardMapStore maps;
  private final ShardConfig config;
  private final ShardMeters meters;
  private final String node;
  private final LongSupplier nanoTime;
  private final LongConsumer pauseNanos;
  private final String home;
  private final ShardCopy copy = new ShardCopy(this::pace);
  private boolean leased;
  private long leasedAt;

  ShardMover(
      HistoryStores stores,
      ShardMapStore maps,
      ShardConfig config,
      ShardMeters meters,
      String node,
      LongSupplier nanoTime,
      LongConsumer pauseNanos) {
    this.stores = stores;
    this.maps = maps;
    this.config = config;
    this.meters = meters;
    this.node = node;
    this.nanoTime = nanoTime;
    this.pauseNanos = pauseNanos;
    this.home = stores.home().name();
  }

  /**
   * Moves what is planned, to the end, unless another node does it.
   *
   * @throws HistoryUnavailable when a store does not answer: call it again later
   * @throws ShardMapUnavailable when the map cannot be reached, likewise
   */
  void run() {
    if (map().unsettled().isEmpty()) {
      return;
    }
    try {
      renew();
      try {
        for (List<Placement> group = group(); !group.isEmpty(); group = group()) {
          step(group);
        }
      } finally {
        leased = false;
        maps.release(home, node);
      }
    } catch (LeaseLost _) {
      LOG.debug("another node moves the shards");
    }
  }

  private ShardMap map() {
    return new ShardMap(maps.load(home));
  }

  /** Shards in the same phase: those that have come furthest. */
  private List<Placement> group() {
    List<Placement> unsettled = map().unsettled();
    Phase furthest =
        unsettled.stream()
            .map(Placement::phase)
            .max(Comparator.naturalOrder())
            .orElse(Phase.SETTLED);
    return unsettled.stream()
        .filter(each -> each.phase() == furthest)
        .limit(config.together())
        .toList();
  }

  private void step(List<Placement> group) {
    Phase phase = group.getFirst().phase();
    switch (phase) {
      case SETTLED, PLANNED -> {}
      case COPYING -> {
        awaitSeenByAll();
        copy(group);
      }
      case SWITCHING -> awaitSeenByAll();
      case CLEARING -> {
        awaitSeenByAll();
        clear(group);
      }
    }
    if (maps.replace(home, group.stream().map(Placement::next).toList()) < group.size()) {
      throw new LeaseLost();
    }
    List<Integer> shards = group.stream().map(Placement::shard).toList();
    LOG.info("shards {}: {} is done", shards, phase.label());
    if (phase == Phase.CLEARING) {
      meters.moved(group.size());
    }
  }

  /** Behind this no node acts on the phase before, for whoever could not look refuses. */
  private void awaitSeenByAll() {
    // The margin is for clocks that do not run alike.
    long wait = config.staleness().toNanos() + config.staleness().toNanos() / 10;
    long end = nanoTime.getAsLong() + wait;
    for (long left = wait; left > 0; left = end - nanoTime.getAsLong()) {
      pauseNanos.accept(Math.min(left, config.lease().toNanos() / 4));
      renew();
    }
  }

  private void copy(List<Placement> group) {
    ShardMap map = map();
    for (HistoryStore from : sources(group)) {
      from.eachThread(
          thread -> {
            renew();
            Placement placement = map.of(thread);
            if (isOf(group, placement, from)) {
              copy.copy(thread, from, stores.named(placement.to()));
            }
          });
    }
  }

  private void clear(List<Placement> group) {
    ShardMap map = map();
    for (HistoryStore from : sources(group)) {
      for (int round = 1; ; round++) {
        AtomicInteger found = new AtomicInteger();
        from.eachThread(
            thread -> {
              renew();
              if (isOf(group, map.of(thread), from)) {
                found.incrementAndGet();
                from.remove(thread);
              }
            });
        if (found.get() == 0) {
          break;
        }
        if (round == CLEARINGS_MAX) {
          throw new HistoryUnavailable(
              from.name() + " still lists threads that were removed",
              new IllegalStateException(found + " after " + round + " rounds"));
        }
      }
    }
  }

  private Set<HistoryStore> sources(List<Placement> group) {
    Set<HistoryStore> sources = new LinkedHashSet<>();
    group.forEach(each -> sources.add(stores.named(each.from())));
    return sources;
  }

  private static boolean isOf(List<Placement> group, Placement placement, HistoryStore from) {
    return placement.from().equals(from.name())
        && group.stream().anyMatch(each -> each.shard() == placement.shard());
  }

  private void pace(int messages) {
    renew();
    meters.copied(messages);
    pauseNanos.accept(SECOND / config.copyRate() * messages);
  }

  /** Keeps the lease well before it ends. */
  private void renew() {
    long now = nanoTime.getAsLong();
    if (!leased || now - leasedAt > config.lease().toNanos() / 4) {
      if (!maps.lease(home, node, config.lease())) {
        throw new LeaseLost();
      }
      leased = true;
      leasedAt = now;
    }
  }
}
