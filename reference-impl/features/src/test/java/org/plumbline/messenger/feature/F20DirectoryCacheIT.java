package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plumbline.protocol.ThreadId;

/** F-20: a node may keep the directory's answers for a while; who moved is reached all the same. */
class F20DirectoryCacheIT {

  @BeforeAll
  static void keepAnswers() {
    FeatureWorld.world().restartNodes(Map.of("messenger.directory.cache-ttl", "60s"));
  }

  @AfterAll
  static void asBefore() {
    FeatureWorld.world().restartNodes(Map.of());
  }

  @Test
  void shouldReachADeviceThatMovedWhileTheOldAnswerIsKept() {
    FeatureWorld world = FeatureWorld.world();
    FeatureWorld.User ada = world.user("ada");
    FeatureWorld.User bob = world.user("bob");
    ThreadId thread = ada.threadWith(bob);
    NodeMetrics metrics = new NodeMetrics(world);
    try (FeatureWorld.Device sender = ada.device("phone", 1);
        FeatureWorld.Device before = bob.device("phone", 1)) {
      for (int i = 0; i < 5; i++) {
        sender.client().send(thread, "m" + i);
        before.inbox().awaitText("m" + i);
      }
      assertThat(metrics.sum("messenger_directory_cache_total", "outcome=\"hit\"")).isPositive();
      try (FeatureWorld.Device after = bob.device("phone", 2)) {
        sender.client().send(thread, "after the move");
        after.inbox().awaitText("after the move");
      }
    }
  }
}
