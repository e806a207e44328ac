package org.plumbline.simulations.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.plumbline.simulations.load.ArrivalSchedule;
import org.plumbline.simulations.load.LoadPhase;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.measure.GeneratorMeter;
import org.plumbline.simulations.measure.SlicedHistogram;

/** Ledger and listeners together, fed with frames as the messenger sends them. */
class LedgerTest {

  private static final int PARTNER_FIRST = Seat.lane(1, 0);
  private static final ThreadId THREAD = ThreadId.direct(new UserId("ann"), new UserId("bob"));
  private static final int PARTNER_SECOND = Seat.lane(1, 1);

  /** One pair, ann with one device and bob with two; ann sends message 0 as the first. */
  private final Seating seating =
      new Seating(
          Stream.of(
                  seat(0, 0, "ann", "first", "node-1"),
                  seat(1, 0, "bob", "first", "node-2"),
                  seat(1, 1, "bob", "second", "node-2"))
              .toList());

  private final ArrivalSchedule schedule = ArrivalSchedule.poisson(1, 2, 20, Duration.ofSeconds(1));
  private final Ledger ledger =
      new Ledger(seating, schedule, 0, new Ledger.Latencies(sliced(), sliced(), sliced()));
  private Conductor conductor = conductor(ledger);

  @BeforeEach
  void shouldHaveMessagesOfBothSides() {
    assertThat(schedule.endOf(0)).isGreaterThan(2);
    assertThat(schedule.messages()).isGreaterThan(schedule.endOf(0) + 2);
    conductor = conductor(ledger);
  }

  @Test
  void shouldBeSettledWhenAllDevicesHaveTheMessage() {
    ledger.sent(0, 1);
    assertThat(ledger.isSettled()).isFalse();
    hear(0, sent(0, 10));
    assertThat(ledger.isSettled()).isFalse();
    hear(PARTNER_FIRST, receive(0, 10, Message.NONE));
    assertThat(ledger.isSettled()).isFalse();
    hear(PARTNER_SECOND, receive(0, 10, Message.NONE));

    assertThat(ledger.isSettled()).isTrue();
    assertThat(ledger.seen().steady()).isEqualTo(new Tally.Counts(1, 1, 0, 2, 2, 2, 0));
    assertThat(ledger.isReceipted()).isFalse();
  }

  @Test
  void shouldCountDuplicateWhenDeviceGetsMessageTwice() {
    LaneListener listener = listener(PARTNER_FIRST);
    String once = text(receive(0, 10, Message.NONE));
    String again = text(receive(0, 10, Message.NONE));

    assertThat(listener.reply(once)).contains("MESSAGE_ACK").contains("\"seq\":10");
    listener.reply(again);

    assertThat(ledger.seen().duplicates()).isEqualTo(1);
    assertThat(ledger.seen().outOfOrder()).isZero();
    assertThat(ledger.seen().witnesses()).anyMatch(witness -> witness.startsWith("twice"));
  }

  @Test
  void shouldHearFrameOnceWhenGatlingAsksTwice() {
    LaneListener listener = listener(PARTNER_FIRST);
    String frame = text(receive(0, 10, Message.NONE));

    String reply = listener.reply(frame);

    assertThat(listener.reply(frame)).isNotNull().isSameAs(reply);
    assertThat(ledger.seen().duplicates()).isZero();
  }

  @Test
  void shouldCountDisorderWhenEarlierSeqComesLater() {
    LaneListener listener = listener(PARTNER_FIRST);
    listener.reply(text(receive(1, 12, 10)));
    listener.reply(text(receive(0, 10, Message.NONE)));

    assertThat(ledger.seen().outOfOrder()).isEqualTo(1);
    assertThat(listener.gaps()).isZero();
  }

  @Test
  void shouldNameMissingDeliveryWhenOneDeviceDidNotGetIt() {
    ledger.sent(0, 1);
    hear(0, sent(0, 10));
    hear(PARTNER_FIRST, receive(0, 10, Message.NONE));

    Tally.Seen seen = ledger.seen();

    assertThat(seen.all().missing()).isEqualTo(1);
    assertThat(seen.witnesses())
        .containsExactly(
            "not delivered: message 0 (seq 10) of ann/first@node-1 at bob/second@node-2");
  }

  @Test
  void shouldExpectNoDeliveryWhenMessageWasRefused() {
    ledger.sent(0, 1);
    hear(
        0, text("{\"type\":\"ERROR\",\"code\":\"THROTTLED\",\"temp_id\":\"m0\",\"detail\":\"x\"}"));

    assertThat(ledger.isSettled()).isTrue();
    assertThat(ledger.seen().steady().refused()).isEqualTo(1);
    assertThat(ledger.seen().steady().expected()).isZero();
    assertThat(ledger.seen().failures()).containsEntry("THROTTLED", 1L);
  }

  @Test
  void shouldKnowDeliveryWhenReceiptOfPartnerReachesTheSeq() {
    ledger.sent(0, 1);
    hear(0, sent(0, 10));
    hear(0, new ServerFrame.Receipt(THREAD, new UserId("ann"), 10, Status.DELIVERED));
    assertThat(ledger.isReceipted()).isFalse();

    hear(0, new ServerFrame.Receipt(THREAD, new UserId("bob"), 10, Status.DELIVERED));

    assertThat(ledger.isReceipted()).isTrue();
    assertThat(ledger.seen().receipts()).isEqualTo(1);
    assertThat(ledger.seen().steady().receipted()).isEqualTo(1);
  }

  @Test
  void shouldCountUnexpectedWhenSenderGetsItsOwnMessage() {
    hear(0, receive(0, 10, Message.NONE));

    assertThat(ledger.seen().unexpected()).isEqualTo(1);
  }

  @Test
  void shouldNotCountDuplicateWhenSyncRepeatsMessage() {
    LaneListener listener = listener(PARTNER_FIRST);
    ServerFrame.Receive first = receive(0, 10, Message.NONE);
    listener.reply(text(first));
    listener.reply(text(new ServerFrame.SyncPage(THREAD, List.of(first.message()), false)));

    assertThat(ledger.seen().duplicates()).isZero();
  }

  private void hear(int lane, ServerFrame frame) {
    listener(lane).reply(text(frame));
  }

  private void hear(int lane, String frame) {
    listener(lane).reply(frame);
  }

  private LaneListener listener(int lane) {
    return new LaneListener(lane, seating, conductor, ledger);
  }

  private ServerFrame.Sent sent(int message, long seq) {
    return new ServerFrame.Sent(THREAD, DeviceScript.tempId(message), new MessageId(seq), seq);
  }

  private ServerFrame.Receive receive(int message, long seq, long previous) {
    return new ServerFrame.Receive(
        new Message(
            THREAD,
            new MessageId(seq),
            seq,
            previous,
            new UserId("ann"),
            new TempId("m" + message),
            MessageText.compose(message, schedule.intendedMicros(message), 100, 1),
            1));
  }

  private static String text(ServerFrame frame) {
    return new String(FrameCodec.encode(frame), StandardCharsets.UTF_8);
  }

  private static String text(String json) {
    return json;
  }

  private static Seat seat(int side, int device, String user, String deviceId, String node) {
    return new Seat(
        0, side, device, THREAD, user, deviceId, node, URI.create("ws://h/ws"), "secret");
  }

  private static SlicedHistogram sliced() {
    return new SlicedHistogram(0, 1_000_000, 10);
  }

  private static Conductor conductor(Ledger ledger) {
    GeneratorPlan plan =
        GeneratorPlan.of(
            "one_to_one",
            LoadProfile.smoke(),
            1,
            java.nio.file.Path.of("s"),
            java.nio.file.Path.of("t"),
            java.nio.file.Path.of("l"));
    return new Conductor(
        plan, 3, ledger, new GeneratorMeter(() -> 0, () -> 0, 2), () -> 0, (LoadPhase _) -> {});
  }
}
