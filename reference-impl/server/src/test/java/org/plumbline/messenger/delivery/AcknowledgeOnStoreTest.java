package org.plumbline.messenger.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.log.LogEntry;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;

/** {@code ack=on_store}: nobody is told SENT before the history has the message. */
class AcknowledgeOnStoreTest {

  private final TestNode node = new TestNode(new AcknowledgeOnStore());
  private final TestDevice phone = node.connect("ada", "phone");
  private final TestDevice bob = node.connect("bob", "phone");

  @AfterEach
  void stop() {
    node.close();
  }

  private void take(LogEntry... entries) throws Exception {
    node.journey().take(List.of(entries)).get(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldSaySentOnlyOnceTheMessageIsStored() throws Exception {
    List<ServerFrame.Sent> beforeStorage = new ArrayList<>();
    node.accept(phone, "ada", "bob", "t-1");
    assertThat(phone.sent()).isEmpty();
    node.beforeStorage(
        () -> {
          node.await(() -> !bob.received().isEmpty());
          beforeStorage.addAll(phone.sent());
        });
    take(node.appended().getFirst());
    assertThat(beforeStorage).isEmpty();
    assertThat(bob.received()).extracting(Message::seq).containsExactly(0L);
    assertThat(node.storedSeqs("ada", "bob")).containsExactly(0L);
    assertThat(phone.sent()).extracting(ServerFrame.Sent::seq).containsExactly(0L);
    assertThat(phone.sent())
        .extracting(ServerFrame.Sent::id)
        .containsExactly(node.appended().getFirst().submission().id());
  }

  @Test
  void shouldStaySilentWhileTheHistoryIsAway() throws Exception {
    node.failStorage(2);
    List<Integer> sent = new ArrayList<>();
    node.beforeStorage(() -> sent.add(phone.sent().size()));
    take(node.entry(5, phone, "t-1", 1, "bob"));
    assertThat(sent).containsExactly(0);
    assertThat(phone.sent()).extracting(ServerFrame.Sent::seq).containsExactly(5L);
  }

  @Test
  void shouldNeverSaySentOfWhatTheHistoryRefused() throws Exception {
    node.poison("text 5");
    take(node.entry(5, phone, "t-1", 1, "bob"), node.entry(6, phone, "t-2", 1, "bob"));
    take(node.entry(9, phone, "t-1", 2, "bob"));
    assertThat(node.letters()).hasSize(1);
    assertThat(phone.sent()).extracting(ServerFrame.Sent::seq).containsExactly(6L);
  }

  @Test
  void shouldSayWhenTheLogDidNotConfirm() {
    node.holdLog();
    node.accept(phone, "ada", "bob", "t-1");
    node.failLog();
    assertThat(phone.failures())
        .extracting(ServerFrame.Failure::code)
        .containsExactly(ErrorCode.UNCONFIRMED);
    assertThat(phone.sent()).isEmpty();
  }

  @Test
  void shouldTellARepeatTheFirstSeqOnceThatIsStored() throws Exception {
    take(node.entry(5, phone, "t-1", 1, "bob"));
    take(node.entry(8, phone, "t-1", 2, "bob"));
    assertThat(phone.sent()).extracting(ServerFrame.Sent::seq).containsExactly(5L, 5L);
    assertThat(node.storedSeqs("ada", "bob")).containsExactly(5L);
  }
}
