package org.plumbline.messenger.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.log.LogEntry;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Message;

/** {@code route=direct}: what it hands over, and what it gives up. */
class RouteDirectTest {

  private final TestNode node = new TestNode(RouteDirectTest::started);
  private final TestDevice phone = node.connect("ada", "phone");
  private final TestDevice laptop = node.connect("ada", "laptop");
  private final TestDevice bob = node.connect("bob", "phone");

  private static Route started(Router router, MeterRegistry meters) {
    RouteDirect route = new RouteDirect(router, meters);
    route.start();
    return route;
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private void take(LogEntry... entries) throws Exception {
    node.journey().take(List.of(entries)).get(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldReachEveryOtherDeviceWithoutTheWorker() {
    node.accept(phone, "ada", "bob", "t-1");
    node.accept(phone, "ada", "bob", "t-2");
    node.await(() -> bob.received().size() == 2 && laptop.received().size() == 2);
    assertThat(bob.received()).extracting(Message::seq).containsExactly(0L, 1L);
    assertThat(phone.received()).isEmpty();
    assertThat(node.storedSeqs("ada", "bob")).isEmpty();
  }

  @Test
  void shouldNameWhatItsOwnSenderSaidBeforeAndElseThatItDoesNotKnow() {
    node.accept(phone, "ada", "bob", "t-1");
    node.accept(bob, "ada", "bob", "t-2");
    node.accept(phone, "ada", "bob", "t-3");
    node.await(() -> laptop.received().size() == 3);
    assertThat(laptop.received())
        .extracting(Message::prev)
        .containsExactly(ThreadOrder.PREV_UNKNOWN, ThreadOrder.PREV_UNKNOWN, 0L);
  }

  @Test
  void shouldHandNothingOverBeforeTheLogHasConfirmed() throws Exception {
    node.holdLog();
    node.accept(phone, "ada", "bob", "t-1");
    take(node.appended().getFirst());
    assertThat(bob.received()).isEmpty();
    node.releaseLog();
    node.await(() -> bob.received().size() == 1);
    assertThat(phone.sent()).hasSize(1);
  }

  @Test
  void shouldStoreAndNotDeliverInTheWorkerSoThatWhatARelayMissedWaitsForASync() throws Exception {
    take(node.entry(5, phone, "t-1", 1, "bob"));
    assertThat(bob.received()).isEmpty();
    assertThat(node.storedSeqs("ada", "bob")).containsExactly(5L);
  }

  @Test
  void shouldLoseTheLiveDeliveryWhenTheLinkIsBroken() {
    node.breakLink();
    node.accept(phone, "ada", "bob", "t-1");
    node.await(() -> node.counted("messenger.direct", "outcome", "unreached") > 0);
    node.mendLink();
    node.accept(phone, "ada", "bob", "t-2");
    node.await(() -> !bob.received().isEmpty());
    assertThat(bob.received()).extracting(Message::seq).containsExactly(1L);
    assertThat(phone.sent()).hasSize(2);
  }

  @Test
  void shouldLeaveRepeatsAndChangesToTheWorker() throws Exception {
    take(node.entry(5, phone, "t-1", 2, "bob"));
    assertThat(bob.received()).extracting(Message::seq).containsExactly(5L);
    assertThat(phone.sent()).hasSize(1);
    take(node.saying(7, phone, "bob", new Content.Deletion(5)));
    assertThat(bob.received()).extracting(Message::seq).containsExactly(5L, 7L);
  }

  @Test
  void shouldStillPushToWhomItHasNoSessionOf() throws Exception {
    node.optIn("carl", "phone");
    take(node.entry(5, phone, "t-1", 1, "carl"));
    node.await(() -> !node.noted().notes().isEmpty());
    assertThat(node.noted().notes()).hasSize(1);
  }
}
