package org.plumbline.messenger.history.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class ShardMoverTest {

  @Test
  void shouldLoseNothingWhenNodesWriteAndReadAtEveryStep() {
    for (long seed = 0; seed < 20; seed++) {
      ShardWorld world = new ShardWorld(seed);
      assertThat(world.rebalance()).isEqualTo(6);
      assertThat(world.rebalance()).isZero();
      world.move("node-1", 0);
      world.assertMoved();
    }
  }

  @Test
  void shouldEndWhatAnotherBeganWhereverThatOneCrashed() {
    int crashes = 0;
    boolean crashed = true;
    while (crashed) {
      ShardWorld world = new ShardWorld(crashes);
      world.rebalance();
      crashed = crashes(world, crashes + 1);
      if (crashed) {
        crashes++;
        world.move("node-2", 0);
        assertThat(world.map().unsettled()).as("the lease still stands").isNotEmpty();
        world.pass(ShardWorld.CONFIG.lease().toNanos());
        world.move("node-2", 0);
      }
      world.assertMoved();
    }
    // About sixteen of the threads move, and each is read, copied, compared and removed.
    assertThat(crashes).isGreaterThan(60);
  }

  private static boolean crashes(ShardWorld world, int before) {
    try {
      world.move("node-1", before);
      return false;
    } catch (ShardWorld.Crash _) {
      return true;
    }
  }

  @Test
  void shouldHaveOneLeaseForOneHolder() {
    ShardWorld world = new ShardWorld(1);
    world.rebalance();
    assertThatExceptionOfType(ShardWorld.Crash.class).isThrownBy(() -> world.move("node-1", 5));
    ShardMap before = world.map();
    world.move("node-2", 0);
    assertThat(world.map()).isEqualTo(before);
    // The same node, started again, need not wait.
    world.move("node-1", 0);
    world.assertMoved();
  }
}
