package org.plumbline.messenger.history.shards;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import org.plumbline.messenger.directory.NodeRegistry;
import org.plumbline.messenger.history.HistoryStores;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.messenger.node.NodeConfig;

/** Puts the one history together that all others use. */
@Factory
final class ShardFactory {

  @Singleton
  @Bean(preDestroy = "close")
  ShardWatch watch(HistoryStores stores, ShardMapStore maps, ShardConfig config, NodeConfig node) {
    return new ShardWatch(stores, maps, config, node.id(), System::nanoTime);
  }

  @Singleton
  ShardView view(ShardWatch watch) {
    return watch.view();
  }

  /** The only store itself, where there is only one: what is not spread costs nothing. */
  @Singleton
  @Bean(typed = MessageHistory.class)
  MessageHistory history(
      HistoryStores stores,
      ShardView view,
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    return stores.all().size() == 1 ? stores.home() : new ShardedHistory(stores, view, blocking);
  }

  @Singleton
  ShardMeters meters(MeterRegistry registry, ShardView view, HistoryStores stores) {
    ShardMeters meters = new ShardMeters(registry);
    meters.watch(view, stores.names());
    return meters;
  }

  @Singleton
  Shards shards(HistoryStores stores, ShardMapStore maps, ShardView view, NodeRegistry nodes) {
    return new Shards(stores, maps, view, () -> nodes.live().keySet());
  }
}
