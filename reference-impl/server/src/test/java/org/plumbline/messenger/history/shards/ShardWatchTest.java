package org.plumbline.messenger.history.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.history.HistoryConfig;
import org.plumbline.messenger.history.HistoryStore;
import org.plumbline.messenger.history.HistoryStores;
import org.plumbline.messenger.history.memory.InMemoryMessageHistory;
import org.plumbline.messenger.history.shards.memory.InMemoryShardMapStore;

class ShardWatchTest {

  private final ShardMapStore maps = new InMemoryShardMapStore(InstantSource.system());

  @Test
  void shouldMakeNoMapWhenThereIsOneStore() {
    try (ShardWatch watch = watch(List.of("a"), 8)) {
      assertThat(watch.view().current()).isEqualTo(ShardMap.allIn("a", 8));
      assertThat(maps.load("a")).isEmpty();
    }
  }

  @Test
  void shouldSeeWhatOthersChangeWithinTheRefresh() {
    try (ShardWatch watch = watch(List.of("a", "b"), 8)) {
      Placement planned = Placement.first(3, "a").planned("b");
      assertThat(maps.replace("a", planned)).isTrue();
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (!watch.view().last().placements().get(3).equals(planned)) {
        assertThat(System.nanoTime()).as("waited 20 s").isLessThan(deadline);
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void shouldNotStartWhenItsSettingsDoNotFitTheMap() {
    watch(List.of("a", "b"), 8).close();
    watch(List.of("a"), 8).close();
    assertThat(maps.replace("a", Placement.first(3, "a").planned("b"))).isTrue();

    assertRefused(List.of("a"), 8, "stores: [a] (expected: also b, which shard 3 is in");
    assertRefused(List.of("a", "c"), 8, "stores: [a, c] (expected: also b");
    assertRefused(List.of("b", "a"), 8, "stores: [b, a] (expected: first a, some of whose");
    assertRefused(List.of("x", "b"), 8, "stores: [x, b] (expected: first a, some of whose");
    assertRefused(List.of("a", "b"), 16, "count: 16 (expected: 8");
    watch(List.of("a", "b", "c"), 8).close();
  }

  @Test
  void shouldPlanNothingWhenALivingNodeDoesNotKnowAllStores() {
    maps.announce("a", "node-2", List.of("a"));
    maps.announce("a", "node-3", List.of("a", "b"));
    try (ShardWatch watch = watch(List.of("a", "b"), 8)) {
      HistoryStores stores = stores(List.of("a", "b"));
      assertThatExceptionOfType(Shards.NodesDiffer.class)
          .isThrownBy(() -> shards(stores, watch, "node-1", "node-2", "node-3").rebalance())
          .withMessage(
              "messenger.history.shards.stores of node-2: [a] (expected: as of this node, [a, b])");
      assertThatExceptionOfType(Shards.NodesDiffer.class)
          .isThrownBy(() -> shards(stores, watch, "node-4").rebalance())
          .withMessageContaining("of node-4: []");
      assertThat(new ShardMap(maps.load("a")).unsettled()).isEmpty();
      assertThat(shards(stores, watch, "node-1", "node-3").rebalance()).isEqualTo(4);
    }
  }

  private Shards shards(HistoryStores stores, ShardWatch watch, String... living) {
    return new Shards(stores, maps, watch.view(), () -> Set.of(living));
  }

  private void assertRefused(List<String> stores, int count, String message) {
    assertThatIllegalStateException()
        .isThrownBy(() -> watch(stores, count))
        .withMessageStartingWith("messenger.history.shards." + message);
  }

  private ShardWatch watch(List<String> names, int count) {
    HistoryStores stores = stores(names);
    ShardConfig config =
        new ShardConfig(
            names,
            count,
            Duration.ofSeconds(10),
            Duration.ofMillis(5),
            8,
            2_000,
            Duration.ofSeconds(30));
    return new ShardWatch(stores, maps, config, "node-1", System::nanoTime);
  }

  private static HistoryStores stores(List<String> names) {
    HistoryConfig history = new HistoryConfig(Duration.ofHours(24), Duration.ofSeconds(2), 100);
    return new HistoryStores(
        names.stream()
            .<HistoryStore>map(
                name -> new InMemoryMessageHistory(name, history, InstantSource.system()))
            .toList());
  }
}
