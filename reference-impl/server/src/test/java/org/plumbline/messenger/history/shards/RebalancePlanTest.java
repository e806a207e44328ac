package org.plumbline.messenger.history.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RebalancePlanTest {

  private final List<String> stores = new ArrayList<>(List.of("s0"));

  private ShardMap map = ShardMap.allIn("s0", 64);

  @Test
  void shouldMoveOneNthToTheNewStoreAndNothingElseWhenStoresAreAddedOneByOne() {
    for (int count : new int[] {1, 7, 64, 100, 1_024}) {
      stores.subList(1, stores.size()).clear();
      map = ShardMap.allIn("s0", count);
      for (int added = 1; added < Math.min(count, 12); added++) {
        stores.add("s" + added);
        List<Placement> moves = RebalancePlan.of(map, stores);

        assertThat(moves).extracting(Placement::to).containsOnly("s" + added);
        assertThat(moves.size())
            .as("of %s shards to store %s", count, added + 1)
            .isEqualTo(count / stores.size());
        moves.forEach(this::settle);
        assertThat(spread()).isBetween(0, 1);
        assertThat(RebalancePlan.of(map, stores)).isEmpty();
      }
    }
  }

  @Test
  void shouldNeverBringAShardBackWhateverIsInterruptedAndHoweverManyStoresAreAdded() {
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int count = random.nextInt(1, 300);
      stores.subList(1, stores.size()).clear();
      map = ShardMap.allIn("s0", count);
      Map<Integer, Set<String>> left = new HashMap<>();
      while (stores.size() < Math.min(count, 9)) {
        for (int more = random.nextInt(0, 3); more >= 0; more--) {
          stores.add("s" + stores.size());
        }
        RebalancePlan.of(map, stores).forEach(this::put);
        List<Placement> unsettled = new ArrayList<>(map.unsettled());
        Collections.shuffle(unsettled, random);
        boolean interrupted = random.nextInt(3) == 0;
        for (Placement each : unsettled) {
          assertThat(left.getOrDefault(each.shard(), Set.of())).doesNotContain(each.to());
          if (!interrupted || random.nextBoolean()) {
            left.computeIfAbsent(each.shard(), _ -> new HashSet<>()).add(each.from());
            settle(each);
          }
        }
      }
      RebalancePlan.of(map, stores).forEach(this::settle);
      map.unsettled().forEach(this::settle);
      assertThat(spread()).as("seed %s", seed).isBetween(0, 1);
    }
  }

  @Test
  void shouldRefuseWhenAStoreIsMissing() {
    stores.add("s1");
    RebalancePlan.of(map, stores).forEach(this::put);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RebalancePlan.of(map, List.of("s0", "s2")))
        .withMessageStartingWith("messenger.history.shards.stores: [s0, s2] (expected: also s1");
  }

  private void settle(Placement placement) {
    put(
        new Placement(
            placement.shard(),
            Phase.SETTLED,
            placement.to(),
            placement.to(),
            placement.version() + 1));
  }

  private void put(Placement placement) {
    List<Placement> placements = new ArrayList<>(map.placements());
    placements.set(placement.shard(), placement);
    map = new ShardMap(placements);
  }

  private int spread() {
    var counts = map.shardsOf(stores).values();
    return Collections.max(counts) - Collections.min(counts);
  }
}
