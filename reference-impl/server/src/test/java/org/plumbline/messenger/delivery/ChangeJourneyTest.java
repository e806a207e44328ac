package org.plumbline.messenger.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.log.LogEntry;
import org.plumbline.messenger.log.LogEntry.Submission;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** Edits and deletions on their way, and what becomes of the messages that they change. */
class ChangeJourneyTest {

  private static final ThreadId THREAD = new ThreadId("d:ada:bob");

  private final TestNode node = new TestNode();
  private final TestDevice ada = node.connect("ada", "phone");
  private final TestDevice bob = node.connect("bob", "phone");

  @AfterEach
  void stop() {
    node.close();
  }

  private void take(LogEntry... entries) throws Exception {
    node.journey().take(List.of(entries)).get(10, TimeUnit.SECONDS);
  }

  private Content stored(long seq) {
    return node.history().find(THREAD, seq).map(Message::content).orElseThrow();
  }

  private List<String> refused(TestDevice device) {
    return device.failures().stream().map(each -> each.code() + " " + each.tempId()).toList();
  }

  @Test
  void shouldChangeAMessageWhetherStoredOrJustSeen() throws Exception {
    take(
        node.entry(5, ada, "t-5", 1, "bob"),
        node.saying(6, ada, "bob", new Content.Edit(5, "better")));
    take(node.saying(8, ada, "bob", new Content.Edit(5, "best")));
    assertThat(bob.received())
        .extracting(Message::content)
        .containsExactly(
            new Content.Text("text 5"), new Content.Edit(5, "better"), new Content.Edit(5, "best"));
    assertThat(stored(5)).isEqualTo(new Content.Text("best", 8));
    assertThat(ada.sent()).extracting(ServerFrame.Sent::seq).containsExactly(6L, 8L);
  }

  @Test
  void shouldWithdrawAMessageWithItsEditsAlsoFromTheRecentOnes() throws Exception {
    take(
        node.entry(5, ada, "t-5", 1, "bob"),
        node.saying(6, ada, "bob", new Content.Edit(5, "better")));
    node.await(() -> node.recents().newest(THREAD).isPresent());
    take(node.saying(7, ada, "bob", new Content.Deletion(5)));
    assertThat(stored(5)).isEqualTo(new Content.Deleted(7));
    assertThat(stored(6)).isEqualTo(new Content.Deleted(7));
    node.await(
        () ->
            node.recents().newest(THREAD).orElse(List.of()).stream()
                .anyMatch(message -> message.seq() == 7));
    assertThat(node.recents().newest(THREAD).orElseThrow())
        .extracting(Message::content)
        .containsExactly(new Content.Deleted(7), new Content.Deleted(7), new Content.Deletion(5));
  }

  @Test
  void shouldRefuseToChangeWhatIsNotTheSendersOrIsNoMessageOrIsGone() throws Exception {
    take(node.entry(5, ada, "t-5", 1, "bob"), node.entry(6, bob, "t-6", 1, "ada"));
    take(node.saying(7, bob, "ada", new Content.Edit(5, "mine now")));
    take(node.saying(8, bob, "ada", new Content.Deletion(5)));
    take(node.saying(9, ada, "bob", new Content.Deletion(4)));
    take(node.saying(10, ada, "bob", new Content.Edit(99, "to come")));
    take(node.saying(11, ada, "bob", new Content.Deletion(5)));
    take(node.saying(12, ada, "bob", new Content.Edit(5, "after all")));
    take(node.saying(13, ada, "bob", new Content.Deletion(11)));
    assertThat(refused(bob)).containsExactly("NOT_CHANGEABLE t-7", "NOT_CHANGEABLE t-8");
    assertThat(refused(ada))
        .containsExactly(
            "NOT_CHANGEABLE t-9",
            "NOT_CHANGEABLE t-10",
            "NOT_CHANGEABLE t-12",
            "NOT_CHANGEABLE t-13");
    assertThat(node.storedSeqs("ada", "bob")).containsExactly(5L, 6L, 11L);
    assertThat(bob.received()).extracting(Message::seq).containsExactly(5L, 11L);
    assertThat(bob.received().getLast().prev()).isEqualTo(6);
  }

  @Test
  void shouldRefuseToChangeWhatIsTooOld() throws Exception {
    LogEntry old = node.entry(5, ada, "t-5", 1, "bob");
    Submission said = old.submission();
    long sentAt = said.acceptedAtMillis() - Duration.ofHours(49).toMillis();
    take(
        new LogEntry(
            5,
            new Submission(
                THREAD,
                said.id(),
                said.sender(),
                said.device(),
                said.tempId(),
                1,
                said.content(),
                sentAt)));
    take(node.saying(6, ada, "bob", new Content.Deletion(5)));
    assertThat(refused(ada)).containsExactly("NOT_CHANGEABLE t-6");
    assertThat(stored(5)).isEqualTo(said.content());
  }

  @Test
  void shouldComeToTheSameWhenTheLogIsReadAgain() throws Exception {
    LogEntry words = node.entry(5, ada, "t-5", 1, "bob");
    LogEntry edit = node.saying(6, ada, "bob", new Content.Edit(5, "better"));
    LogEntry deletion = node.saying(7, ada, "bob", new Content.Deletion(5));
    take(words, edit, deletion);
    node.journey().shareChanged();
    take(words, edit);
    take(deletion);
    assertThat(ada.failures()).isEmpty();
    assertThat(stored(5)).isEqualTo(new Content.Deleted(7));
    assertThat(stored(6)).isEqualTo(new Content.Deleted(7));
    assertThat(node.storedSeqs("ada", "bob")).containsExactly(5L, 6L, 7L);
  }

  @Test
  void shouldRefuseAtOnceWhatCertainlyMayNotBeChanged() throws Exception {
    take(node.entry(5, ada, "t-5", 1, "bob"));
    node.journey()
        .accept(
            bob.session(),
            new ClientFrame.Send(THREAD, new TempId("x"), 1, new Content.Deletion(5)));
    node.await(() -> !bob.failures().isEmpty());
    assertThat(bob.failures().getFirst().code()).isEqualTo(ErrorCode.NOT_CHANGEABLE);
    assertThat(node.appended()).isEmpty();
  }

  @Test
  void shouldLeaveToTheWorkerWhatIsNotStoredYet() {
    node.journey()
        .accept(
            ada.session(),
            new ClientFrame.Send(THREAD, new TempId("x"), 1, new Content.Deletion(5)));
    node.await(() -> node.appended().size() == 1);
    assertThat(ada.sent()).isEmpty();
  }

  @Test
  void shouldClampAMadeUpReceiptAndCountWhatWasReadAsDelivered() throws Exception {
    take(node.entry(5, ada, "t-5", 1, "bob"));
    node.receipts()
        .acknowledge(bob.session(), new ClientFrame.Acknowledge(THREAD, 1_000_000, Status.READ));
    node.await(() -> node.cursors().of(THREAD).size() == 2);
    assertThat(node.cursors().of(THREAD))
        .allSatisfy(cursor -> assertThat(cursor.upTo()).isEqualTo(5))
        .allSatisfy(cursor -> assertThat(cursor.user()).isEqualTo(new UserId("bob")));
    node.await(() -> ada.receipts().size() == 1);
    assertThat(ada.receipts().getFirst().upTo()).isEqualTo(5);
  }

  @Test
  void shouldTellAReceiptOfAMessageThatIsNotStoredYet() throws Exception {
    node.failStorage(20);
    var done = node.journey().take(List.of(node.entry(5, ada, "t-5", 1, "bob")));
    node.await(() -> !bob.received().isEmpty());
    node.receipts()
        .acknowledge(bob.session(), new ClientFrame.Acknowledge(THREAD, 5, Status.DELIVERED));
    node.await(() -> ada.receipts().size() == 1);
    done.get(10, TimeUnit.SECONDS);
    assertThat(node.history().find(THREAD, 5)).isNotEqualTo(Optional.empty());
  }

  @Test
  void shouldTellSoManyHintsOfTypingAndNoMore() {
    for (int i = 0; i < 50; i++) {
      node.typists().tell(ada.session(), new ClientFrame.Typing(THREAD, i % 2 == 0));
    }
    node.await(() -> bob.typing().size() == 2);
    node.pass(Duration.ofSeconds(2));
    node.typists().tell(ada.session(), new ClientFrame.Typing(THREAD, true));
    node.await(() -> bob.typing().size() == 3);
    for (int i = 0; i < 10; i++) {
      node.typists()
          .tell(
              ada.session(),
              new ClientFrame.Typing(
                  ThreadId.direct(new UserId("ada"), new UserId("carl" + i)), true));
    }
    node.typists().tell(bob.session(), new ClientFrame.Typing(THREAD, true));
    node.await(() -> ada.typing().size() == 1);
  }
}
