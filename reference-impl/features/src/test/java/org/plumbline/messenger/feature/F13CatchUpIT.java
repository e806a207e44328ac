package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;

/** F-13: what was said to a user who was away waits for him. */
class F13CatchUpIT {

  @Test
  void shouldGiveEverythingInOrderToADeviceThatWasAway() {
    FeatureWorld world = FeatureWorld.world();
    FeatureWorld.User ada = world.user("ada");
    FeatureWorld.User bob = world.user("bob");
    ThreadId thread = ada.threadWith(bob);
    List<String> expected = new ArrayList<>();
    try (FeatureWorld.Device one = ada.device("phone", 1)) {
      for (int i = 0; i < 30; i++) {
        expected.add("while you were away " + i);
        one.client().send(thread, "while you were away " + i);
      }
      Await.until("all acknowledged", () -> one.client().outboxSize() == 0);
      try (FeatureWorld.Device two = bob.device("phone", 2)) {
        two.inbox().awaitText("while you were away 29");
        assertThat(two.inbox().shownOf(thread))
            .extracting(Message::text)
            .containsExactlyElementsOf(expected);
      }
    }
  }
}
