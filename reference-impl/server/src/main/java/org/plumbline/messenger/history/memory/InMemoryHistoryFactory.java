package org.plumbline.messenger.history.memory;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.plumbline.messenger.history.HistoryConfig;
import org.plumbline.messenger.history.HistoryStore;
import org.plumbline.messenger.history.HistoryStores;
import org.plumbline.messenger.history.shards.ShardConfig;

/** Makes as many stores as the settings name. */
@Factory
@Requires(property = "messenger.servers", value = "memory")
final class InMemoryHistoryFactory {

  @Singleton
  HistoryStores stores(ShardConfig shards, HistoryConfig config, InstantSource clock) {
    List<String> names =
        shards.stores().isEmpty() ? List.of(InMemoryMessageHistory.NAME) : shards.stores();
    return new HistoryStores(
        names.stream()
            .<HistoryStore>map(name -> new InMemoryMessageHistory(name, config, clock))
            .toList());
  }
}
