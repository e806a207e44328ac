package org.plumbline.messenger.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.log.LogEntry;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.Status;

/** A node that lags tells a removed member of nothing that came after. */
class HintsTest {

  private final TestNode node = new TestNode();
  private final TestGroup group = new TestGroup(node);
  private final TestDevice ada = node.connect("ada", "phone");
  private final TestDevice bob = node.connect("bob", "phone");
  private final TestDevice carl = node.connect("carl", "phone");

  @AfterEach
  void stop() {
    node.close();
  }

  private void take(LogEntry... entries) throws Exception {
    node.journey().take(List.of(entries)).get(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldTellOfWritersAndReadersWhomTheGroupHasOnceTheNodeHasCaughtUp() throws Exception {
    take(group.created(1, "ada", "bob", "carl"));
    CompletableFuture<@Nullable Void> behind = node.feed().lag();
    node.typists().tell(ada.session(), new ClientFrame.Typing(TestGroup.THREAD, true));
    node.receipts()
        .acknowledge(ada.session(), new ClientFrame.Acknowledge(TestGroup.THREAD, 1, Status.READ));
    node.receipts().flush();
    take(group.removed(2, "ada", "bob"));
    behind.complete(null);

    node.await(() -> !carl.typing().isEmpty() && !carl.receipts().isEmpty());
    assertThat(bob.typing()).isEmpty();
    assertThat(bob.receipts()).isEmpty();
  }

  @Test
  void shouldDropThemWhenTheFeedCannotBeReachedAndGoOnAfterwards() throws Exception {
    take(group.created(1, "ada", "bob"));
    node.feed().setReachable(false);
    node.typists().tell(ada.session(), new ClientFrame.Typing(TestGroup.THREAD, true));
    node.receipts()
        .acknowledge(ada.session(), new ClientFrame.Acknowledge(TestGroup.THREAD, 1, Status.READ));
    node.await(() -> node.cursors().of(TestGroup.THREAD).size() == 2);
    node.feed().setReachable(true);
    node.receipts()
        .acknowledge(
            bob.session(), new ClientFrame.Acknowledge(TestGroup.THREAD, 1, Status.DELIVERED));

    node.await(() -> !ada.receipts().isEmpty());
    assertThat(bob.receipts()).isEmpty();
  }
}
