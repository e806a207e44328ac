package org.plumbline.messenger.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Submission;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.ThreadId;

/** F-17: unique, time-sortable message ids from every node, and one sequence for each thread. */
class F17IdentifiersIT {

  private static final int EACH = 20;

  @Test
  void shouldGiveEveryMessageAnIdOfItsOwnAndTheThreadOneOrderWhenTwoNodesWrite() {
    FeatureWorld world = FeatureWorld.world();
    FeatureWorld.User ada = world.user("ada");
    FeatureWorld.User bob = world.user("bob");
    ThreadId thread = ada.threadWith(bob);
    try (FeatureWorld.Device one = ada.device("phone", 1);
        FeatureWorld.Device two = bob.device("phone", 2)) {
      for (int i = 0; i < EACH; i++) {
        assertThat(one.client().send(thread, "a" + i)).isInstanceOf(Submission.Queued.class);
        assertThat(two.client().send(thread, "b" + i)).isInstanceOf(Submission.Queued.class);
      }
      one.inbox().awaitText("b" + (EACH - 1));
      two.inbox().awaitText("a" + (EACH - 1));
      List<Message> messages = two.inbox().shownOf(thread);
      Set<MessageId> ids = new HashSet<>();
      long last = Message.NONE;
      for (Message message : messages) {
        assertThat(ids.add(message.id())).as("a new id: %s", message.id()).isTrue();
        assertThat(message.seq()).isGreaterThan(last);
        last = message.seq();
      }
      assertThat(messages).hasSizeGreaterThanOrEqualTo(EACH);
    }
  }
}
