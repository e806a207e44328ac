package org.plumbline.messenger.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
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
  void shouldReachADeviceThatMovedSinceTheAnswerWasKept() throws Exception {
    try (TestNode node = new TestNode(Duration.ofHours(1))) {
      TestDevice ada = node.connect("ada", "phone");
      TestDevice before = node.connect("bob", "phone");
      take(node, 1, ada);
      TestDevice after = node.connect("bob", "phone");
      take(node, 2, ada);
      assertThat(node.counted("messenger.directory.cache", "outcome", "hit")).isPositive();
      assertThat(before.received()).extracting(Message::seq).containsExactly(1L);
      assertThat(after.received())
          .as("missed by the first look, found by the second")
          .extracting(Message::seq)
          .containsExactly(2L);
    }
  }
}
