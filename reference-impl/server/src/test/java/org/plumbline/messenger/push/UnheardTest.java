package org.plumbline.messenger.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plumbline.messenger.device.PushAddress;
import org.plumbline.messenger.device.PushDevice;
import org.plumbline.messenger.device.PushProvider;
import org.plumbline.messenger.device.memory.InMemoryPushDeviceStore;
import org.plumbline.messenger.directory.Await;
import org.plumbline.messenger.history.HistoryConfig;
import org.plumbline.messenger.history.memory.InMemoryMessageHistory;
import org.plumbline.messenger.push.memory.MemoryPushSender;
import org.plumbline.messenger.session.RecordingConnection;
import org.plumbline.messenger.session.Session;
import org.plumbline.protocol.CloseCode;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

class UnheardTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final UserId ANN = new UserId("ann");
  private static final UserId BOB = new UserId("bob");
  private static final DeviceId PHONE = new DeviceId("phone");
  private static final ThreadId THREAD = ThreadId.direct(ANN, BOB);
  private static final ThreadId FENCE = ThreadId.direct(BOB, new UserId("zoe"));

  private final InstantSource clock = InstantSource.system();
  private final InMemoryPushDeviceStore store = new InMemoryPushDeviceStore();
  private final InMemoryMessageHistory history =
      new InMemoryMessageHistory(
          new HistoryConfig(Duration.ofDays(1), Duration.ofSeconds(1), 1_000), clock);
  private final NotedMessages noted = new NotedMessages();
  private final PushMeters meters = new PushMeters(new SimpleMeterRegistry());
  private final PushOffice office =
      new PushOffice(
          PushSettings.quick(),
          store,
          noted,
          List.of(new MemoryPushSender(PushProvider.APNS)),
          meters,
          clock);
  private final Unheard unheard =
      new Unheard(PushSettings.quick(), office, history, noted, meters, Duration.ofMillis(5));

  @BeforeEach
  void optIn() {
    store.save(
        new PushDevice(BOB, PHONE, new PushAddress.Token(PushProvider.APNS, "bobphone"), true, 0));
  }

  private static Session session() {
    return new Session(BOB, PHONE, 1, Long.MAX_VALUE, 100_000, new RecordingConnection(), 0);
  }

  private void say(ThreadId thread, long seq, UserId sender, Content content) {
    TempId tempId = new TempId("t-" + seq);
    history.append(
        List.of(
            new Message(
                thread, new MessageId(seq), seq, Message.NONE, sender, tempId, content, 0)));
  }

  /** The seqs noted before a message that is certainly noted. */
  private List<Long> seqsNoted() {
    say(FENCE, 1, new UserId("zoe"), new Content.Text("fence"));
    unheard.missed(BOB, PHONE, FENCE, 1);
    Await.until(
        "the fence is noted",
        PATIENCE,
        () -> noted.notes().stream().anyMatch(note -> note.thread().equals(FENCE)));
    return noted.notes().stream()
        .filter(note -> note.thread().equals(THREAD))
        .map(MissedMessage::seq)
        .toList();
  }

  private void awaitNote() {
    Await.until("a note", PATIENCE, () -> !noted.notes().isEmpty());
  }

  @ParameterizedTest
  @EnumSource(
      value = CloseCode.class,
      names = {"HEARTBEAT_MISSED", "SLOW_CONSUMER"})
  void shouldNoteTheNewestOfOthersThatASilentDeviceDidNotAcknowledge(CloseCode code) {
    Session session = session();
    for (long seq = 1; seq <= 5; seq++) {
      say(THREAD, seq, seq == 5 ? BOB : ANN, new Content.Text("m" + seq));
      session.offered().add(THREAD, seq);
    }
    session.offered().acknowledge(THREAD, 2);
    session.close(code, "gone");

    unheard.ended(session, false);

    awaitNote();
    MissedMessage note = noted.notes().getFirst();
    assertThat(note.seq()).as("the last is his own").isEqualTo(4);
    assertThat(note.sender()).isEqualTo(ANN);
    assertThat(note.devices()).containsExactly(PHONE);
    assertThat(note.elsewhere()).isTrue();
    assertThat(note.dueAtMillis()).isGreaterThan(note.missedAtMillis());
  }

  @Test
  void shouldNoteWhatAResetTookAlong() {
    Session session = session();
    say(THREAD, 1, ANN, new Content.Text("m1"));
    session.offered().add(THREAD, 1);

    unheard.ended(session, true);

    awaitNote();
    assertThat(seqsNoted()).containsExactly(1L);
  }

  @ParameterizedTest
  @EnumSource(
      value = CloseCode.class,
      names = {"REPLACED", "TOKEN_ENDED", "GOING_AWAY"})
  void shouldNoteNothingWhenTheDeviceKnowsThatItsSessionEnded(CloseCode code) {
    Session session = session();
    say(THREAD, 1, ANN, new Content.Text("m1"));
    session.offered().add(THREAD, 1);
    session.close(code, "elsewhere");

    unheard.ended(session, false);

    assertThat(seqsNoted()).isEmpty();
  }

  @Test
  void shouldNoteNothingThatWasAcknowledgedOrThatWakesNobody() {
    Session session = session();
    say(THREAD, 1, ANN, new Content.Text("m1"));
    session.offered().add(THREAD, 1);
    session.offered().acknowledge(THREAD, 1);
    say(THREAD, 2, ANN, new Content.Edit(1, "other"));
    session.offered().add(THREAD, 2);

    unheard.ended(session, true);

    assertThat(seqsNoted()).isEmpty();
  }

  @Test
  void shouldWaitForAMessageThatIsNotStoredYet() {
    unheard.missed(BOB, PHONE, THREAD, 7);
    say(THREAD, 7, ANN, new Content.Text("late"));

    Await.until("noted", PATIENCE, () -> !noted.notes().isEmpty());
    assertThat(noted.notes().getFirst().seq()).isEqualTo(7);
  }

  @Test
  void shouldNoteNothingForADeviceThatDidNotOptIn() {
    say(THREAD, 1, ANN, new Content.Text("m1"));
    unheard.missed(BOB, new DeviceId("tablet"), THREAD, 1);
    unheard.missed(ANN, PHONE, THREAD, 1);

    assertThat(seqsNoted()).isEmpty();
  }
}
