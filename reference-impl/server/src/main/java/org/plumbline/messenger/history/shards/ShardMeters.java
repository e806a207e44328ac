package org.plumbline.messenger.history.shards;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** How many shards each store holds, and what was moved by this node. */
final class ShardMeters {

  private final MeterRegistry registry;
  private final Counter moved;
  private final Counter copied;

  ShardMeters(MeterRegistry registry) {
    this.registry = registry;
    this.moved =
        Counter.builder("messenger.history.shards.moved")
            .description("Shards that this node has moved to another store")
            .register(registry);
    this.copied =
        Counter.builder("messenger.history.rows.copied")
            .description("Messages that this node has copied from one store to another")
            .register(registry);
  }

  void watch(ShardView view, List<String> stores) {
    for (String store : stores) {
      Gauge.builder("messenger.history.shards", view, seen -> shards(seen, store))
          .description("Shards that are read from this store, as this node last saw it")
          .tag("store", store)
          .register(registry);
    }
  }

  void moved(int shards) {
    moved.increment(shards);
  }

  void copied(int messages) {
    copied.increment(messages);
  }

  private static double shards(ShardView view, String store) {
    return view.last().shardsOf(List.of(store)).getOrDefault(store, 0);
  }
}
