package org.plumbline.messenger.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.log.LogEntry;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.UserId;

/** A message's life on the memory adapters, the log played by the test. */
class MessageJourneyTest {

  private final TestNode node = new TestNode();
  private final TestDevice phone = node.connect("ada", "phone");
  private final TestDevice laptop = node.connect("ada", "laptop");
  private final TestDevice bob = node.connect("bob", "phone");

  @AfterEach
  void stop() {
    node.close();
  }

  private void take(LogEntry... entries) throws Exception {
    node.journey().take(List.of(entries)).get(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldReachEveryDeviceButTheSendingOneAndTheHistory() throws Exception {
    take(node.entry(5, phone, "t-1", 1, "bob"));
    assertThat(bob.received()).extracting(Message::seq).containsExactly(5L);
    assertThat(laptop.received()).extracting(Message::seq).containsExactly(5L);
    assertThat(phone.received()).isEmpty();
    assertThat(node.storedSeqs("ada", "bob")).containsExactly(5L);
  }

  @Test
  void shouldCarryTheThreadsSeqBeforeIt() throws Exception {
    take(node.entry(5, phone, "t-1", 1, "bob"), node.entry(9, bob, "t-1", 1, "ada"));
    take(node.entry(12, phone, "t-2", 1, "bob"));
    assertThat(laptop.received()).extracting(Message::prev).containsExactly(Message.NONE, 5L, 9L);
  }

  @Test
  void shouldNameTheRunThatAMessageEnds() throws Exception {
    take(node.entry(5, phone, "t-1", 1, "bob"), node.entry(6, phone, "t-2", 1, "bob"));
    take(node.entry(9, bob, "t-1", 1, "ada"), node.entry(12, bob, "t-2", 1, "ada"));
    take(node.entry(13, laptop, "t-3", 1, "bob"));
    assertThat(phone.receives())
        .extracting(ServerFrame.Receive::run)
        .containsExactly(
            new ServerFrame.Run(new UserId("ada"), new DeviceId("phone"), Message.NONE),
            null,
            new ServerFrame.Run(new UserId("bob"), new DeviceId("phone"), 6));
  }

  @Test
  void shouldNameNoRunWhenItIsNotKnownWhereItBegan() throws Exception {
    take(node.entry(5, phone, "t-1", 1, "bob"));
    node.journey().shareChanged();
    take(node.entry(9, bob, "t-1", 1, "ada"));
    assertThat(phone.receives()).containsExactly(new ServerFrame.Receive(phone.received().get(0)));
  }

  @Test
  void shouldReadTheSeqBeforeFromTheHistoryWhenItsShareChanged() throws Exception {
    take(node.entry(5, phone, "t-1", 1, "bob"));
    node.journey().shareChanged();
    take(node.entry(9, phone, "t-2", 1, "bob"));
    assertThat(bob.received()).extracting(Message::prev).containsExactly(Message.NONE, 5L);
  }

  @Test
  void shouldTellARepeatTheFirstSeqAndDeliverItOnce() throws Exception {
    take(node.entry(5, phone, "t-1", 1, "bob"));
    take(node.entry(8, phone, "t-1", 2, "bob"));
    assertThat(bob.received()).extracting(Message::seq).containsExactly(5L);
    assertThat(phone.sent()).extracting(ServerFrame.Sent::seq).containsExactly(5L);
    assertThat(node.storedSeqs("ada", "bob")).containsExactly(5L);
  }

  @Test
  void shouldRecogniseARepeatAfterItsShareChangedWhateverItsAttempt() throws Exception {
    take(node.entry(5, phone, "t-1", 2, "bob"));
    node.journey().shareChanged();
    take(node.entry(8, phone, "t-1", 1, "bob"));
    assertThat(bob.received()).extracting(Message::seq).containsExactly(5L);
    assertThat(node.storedSeqs("ada", "bob")).containsExactly(5L);
  }

  @Test
  void shouldDeliverAgainWhenTheLogIsReadAgain() throws Exception {
    LogEntry entry = node.entry(5, phone, "t-1", 1, "bob");
    take(entry);
    node.journey().shareChanged();
    take(entry);
    assertThat(bob.received()).extracting(Message::seq).containsExactly(5L, 5L);
    assertThat(node.storedSeqs("ada", "bob")).containsExactly(5L);
  }

  @Test
  void shouldFindADeviceThatRegisteredBetweenTheFirstLookAndStorage() throws Exception {
    node.beforeStorage(() -> node.connect("bob", "tablet"));
    take(node.entry(5, phone, "t-1", 1, "bob"));
    assertThat(node.device("bob", "tablet").received())
        .extracting(Message::seq)
        .containsExactly(5L);
    assertThat(bob.received()).hasSize(1);
  }

  @Test
  void shouldStillReachOpenSocketsWhenTheDirectoryIsAway() throws Exception {
    take(node.entry(5, phone, "t-1", 1, "bob"));
    node.directory().setReachable(false);
    var done = node.journey().take(List.of(node.entry(6, phone, "t-2", 1, "bob")));
    node.await(() -> bob.received().size() == 2);
    assertThat(done).isNotDone();
    node.directory().setReachable(true);
    done.get(10, TimeUnit.SECONDS);
    assertThat(bob.received()).extracting(Message::seq).containsExactly(5L, 6L);
  }

  @Test
  void shouldLeaveDevicesToSyncAndGoOnWhenALinkStaysBroken() throws Exception {
    TestDevice alice = node.connect("alice", "phone");
    TestDevice bob = node.connect("bob", "phone");
    node.breakLink();

    var taken = node.journey().take(List.of(node.entry(0, alice, "t-0", 1, "bob")));

    assertThat(taken).succeedsWithin(Duration.ofSeconds(10));
    assertThat(node.leftToSync())
        .containsExactly(
            new SessionDirectory.Session(
                bob.session().user(), bob.session().device(), bob.session().epoch()));
    assertThat(node.storedSeqs("alice", "bob")).containsExactly(0L);
  }

  @Test
  void shouldHandOverAgainWhenALinkBroke() throws Exception {
    node.breakLink();
    var done = node.journey().take(List.of(node.entry(5, phone, "t-1", 1, "bob")));
    node.await(() -> !node.storedSeqs("ada", "bob").isEmpty());
    assertThat(done).isNotDone();
    assertThat(bob.received()).isEmpty();
    node.mendLink();
    done.get(10, TimeUnit.SECONDS);
    assertThat(bob.received()).extracting(Message::seq).containsExactly(5L);
  }

  @Test
  void shouldTryAgainUntilTheHistoryTakesIt() throws Exception {
    node.failStorage(3);
    take(node.entry(5, phone, "t-1", 1, "bob"));
    assertThat(node.storedSeqs("ada", "bob")).containsExactly(5L);
    assertThat(bob.received()).hasSize(1);
  }

  @Test
  void shouldStoreAgainWhatAHistoryTookJustBeforeItWentAway() throws Exception {
    TestDevice phone = node.connect("ada", "phone");
    node.forgetNextStored();
    take(node.entry(5, phone, "t-1", 1, "bob"));
    assertThat(node.storedSeqs("ada", "bob")).isEmpty();

    node.failStorage(1);
    take(node.entry(6, phone, "t-2", 1, "bob"));

    assertThat(node.storedSeqs("ada", "bob")).containsExactly(5L, 6L);
  }

  @Test
  void shouldRefuseAStrangerAndTakeTheSenderFromTheSession() {
    TestDevice eve = node.connect("eve", "phone");
    node.accept(eve, "ada", "bob", "t-1");
    assertThat(eve.failures())
        .extracting(ServerFrame.Failure::code)
        .containsExactly(ErrorCode.NOT_A_MEMBER);
    node.accept(phone, "ada", "bob", "t-1");
    assertThat(node.appended())
        .singleElement()
        .satisfies(entry -> assertThat(entry.submission().sender()).isEqualTo(new UserId("ada")));
  }

  @Test
  void shouldAnswerWhenTheLogHasConfirmedAndNotBefore() {
    node.holdLog();
    node.accept(phone, "ada", "bob", "t-1");
    assertThat(phone.sent()).isEmpty();
    node.releaseLog();
    assertThat(phone.sent()).extracting(ServerFrame.Sent::seq).containsExactly(0L);
  }

  @Test
  void shouldSayThatItIsNotKnownWhenTheLogDoesNotConfirm() {
    node.holdLog();
    node.accept(phone, "ada", "bob", "t-1");
    node.failLog();
    assertThat(phone.failures())
        .extracting(ServerFrame.Failure::code)
        .containsExactly(ErrorCode.UNCONFIRMED);
    assertThat(phone.sent()).isEmpty();
  }

  @Test
  void shouldThrottleADeviceWithTooManyOnTheirWay() {
    node.holdLog();
    for (int i = 0; i <= TestNode.IN_FLIGHT_MAX; i++) {
      node.accept(phone, "ada", "bob", "t-" + i);
    }
    assertThat(phone.failures())
        .extracting(ServerFrame.Failure::code)
        .containsExactly(ErrorCode.THROTTLED);
  }

  @Test
  void shouldRefuseAndAppendNothingWhileItsProcessDoesNotCountAsItsNode() {
    node.counts(false);
    for (int i = 0; i <= TestNode.IN_FLIGHT_MAX; i++) {
      node.accept(phone, "ada", "bob", "t-" + i);
    }
    assertThat(node.appended()).isEmpty();
    assertThat(phone.failures())
        .hasSize(TestNode.IN_FLIGHT_MAX + 1)
        .allMatch(failure -> failure.code() == ErrorCode.UNAVAILABLE)
        .allMatch(failure -> failure.retryAfterMillis() > 0);
    node.counts(true);
    node.accept(phone, "ada", "bob", "t-0");
    assertThat(phone.sent()).hasSize(1);
  }
}
