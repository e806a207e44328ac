package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;

/** F-15: the outbox repeats under the same name, and nothing arrives twice. */
class F15OutboxIT {

  @Test
  void shouldArriveOnceAndInOrderWhenTheConnectionBreaksAgainAndAgain() {
    FeatureWorld world = FeatureWorld.world();
    FeatureWorld.User ada = world.user("ada");
    FeatureWorld.User bob = world.user("bob");
    ThreadId thread = ada.threadWith(bob);
    List<String> expected = new ArrayList<>();
    try (FeatureWorld.Device one = ada.device("phone", 1);
        FeatureWorld.Device two = bob.device("phone", 2)) {
      for (int i = 0; i < 30; i++) {
        expected.add("words " + i);
        one.client().send(thread, new TempId("m-" + i), "words " + i);
        if (i % 10 == 4) {
          one.client().interrupt();
        }
      }
      Await.until("all acknowledged", () -> one.client().outboxSize() == 0);
      two.inbox().awaitText("words 29");
      assertThat(two.inbox().shownOf(thread))
          .extracting(Message::text)
          .containsExactlyElementsOf(expected);
      assertThat(one.inbox().all(ServerFrame.Sent.class))
          .extracting(sent -> sent.tempId().value())
          .contains("m-0", "m-29");
    }
  }
}
