package org.plumbline.messenger.history.shards;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.plumbline.messenger.history.HistoryStores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node's view of the map fresh. With a single store there is nothing to watch: then it
 * only makes sure, once, that no other store holds a part of the history.
 */
final class ShardWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ShardWatch.class);

  private final ShardView view;
  private final ScheduledExecutorService schedule =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("shard-watch").daemon(true).factory());

  ShardWatch(
      HistoryStores stores,
      ShardMapStore maps,
      ShardConfig config,
      String node,
      LongSupplier nanoTime) {
    String home = stores.home().name();
    requireOwn(stores.names(), maps);
    // Before it looks at the map: whoever plans a move after that look knows of this node.
    maps.announce(home, node, stores.names());
    boolean alone = stores.all().size() == 1;
    if (!alone) {
      maps.create(home, config.count());
    }
    requireAll(stores.names(), maps.load(home), alone, config.count());
    ShardMap still = ShardMap.allIn(home, config.count());
    this.view =
        new ShardView(
            alone ? () -> still : () -> new ShardMap(maps.load(home)),
            config.staleness(),
            nanoTime);
    view.refresh();
    if (!alone) {
      long every = config.refresh().toMillis();
      var _ = schedule.scheduleWithFixedDelay(this::refresh, every, every, TimeUnit.MILLISECONDS);
    }
  }

  ShardView view() {
    return view;
  }

  private void refresh() {
    try {
      view.refresh();
    } catch (ShardMapUnavailable e) {
      LOG.warn("the map of the shards could not be read: {}", e.getMessage());
    } catch (RuntimeException e) {
      // A scheduled task that throws is never run again.
      LOG.error("reading the map of the shards failed", e);
    }
  }

  private static void requireOwn(List<String> stores, ShardMapStore maps) {
    String home = stores.getFirst();
    for (String store : stores) {
      Optional<String> other = maps.homeOf(store).filter(name -> !name.equals(home));
      if (other.isPresent()) {
        throw new IllegalStateException(
            "messenger.history.shards.stores: "
                + stores
                + " (expected: first "
                + other.get()
                + ", some of whose shards are in "
                + store
                + ")");
      }
    }
  }

  private static void requireAll(
      List<String> stores, List<Placement> placements, boolean alone, int count) {
    if (!alone && placements.size() != count) {
      throw new IllegalStateException(
          "messenger.history.shards.count: "
              + count
              + " (expected: "
              + placements.size()
              + ", as the shared map has it)");
    }
    for (Placement each : placements) {
      for (String store : List.of(each.from(), each.to())) {
        if (!stores.contains(store)) {
          throw new IllegalStateException(
              "messenger.history.shards.stores: "
                  + stores
                  + " (expected: also "
                  + store
                  + ", which shard "
                  + each.shard()
                  + " is in, or moved to)");
        }
      }
    }
  }

  @Override
  public void close() {
    schedule.shutdownNow();
  }
}
