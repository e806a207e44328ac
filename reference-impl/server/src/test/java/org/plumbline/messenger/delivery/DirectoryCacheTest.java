package org.plumbline.messenger.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.plumbline.protocol.Message;

class DirectoryCacheTest {

  private static void take(TestNode node, long seq, TestDevice from) throws Exception {
    node.journey()
        .take(List.of(node.entry(seq, from, "t-" + seq, 1, "bob")))
        .get(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldAskTheDirectoryForEveryFirstLookWhenItIsOff() throws Exception {
    try (TestNode node = new TestNode()) {
      TestDevice ada = node.connect("ada", "phone");
      node.connect("bob", "phone");
      take(node, 1, ada);
      take(node, 2, ada);
      assertThat(node.counted("messenger.directory.cache", "outcome", "hit")).isZero();
    }
  }

  @Test
  void shouldReachADeviceWhoseMoveIsNotKnownYetByTheSecondLook() throws Exception {
    try (TestNode node = new TestNode(Duration.ofHours(1))) {
      TestDevice ada = node.connect("ada", "phone");
      TestDevice before = node.connect("bob", "phone");
      take(node, 1, ada);
      node.news().hold();
      TestDevice after = node.connect("bob", "phone");
      CompletableFuture<?> taken =
          node.journey().take(List.of(node.entry(2, ada, "t-2", 1, "bob")));
      node.await(() -> node.storedSeqs("ada", "bob").size() == 2);
      assertThat(taken).isNotDone();
      assertThat(after.received()).as("sent to where it was").isEmpty();
      node.news().release();
      taken.get(10, TimeUnit.SECONDS);
      assertThat(node.counted("messenger.directory.cache", "outcome", "hit")).isPositive();
      assertThat(before.received()).extracting(Message::seq).containsExactly(1L);
      assertThat(after.received()).extracting(Message::seq).containsExactly(2L);
    }
  }

  @Test
  void shouldAskTheDirectoryNothingInTheSteadyState() throws Exception {
    try (TestNode node = new TestNode(Duration.ofHours(1))) {
      TestDevice ada = node.connect("ada", "phone");
      TestDevice bob = node.connect("bob", "phone");
      take(node, 1, ada);
      int asked = node.held().questions();
      for (long seq = 2; seq <= 20; seq++) {
        take(node, seq, ada);
      }
      assertThat(bob.received()).hasSize(20);
      assertThat(node.held().questions()).isEqualTo(asked);
    }
  }
}
