package org.plumbline.simulations.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.Role;
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

/** What the ledger makes of faults that are planted into the frames of one group. */
class GroupLedgerTest {

  private static final int MEMBERS = 8;
  private static final long MAKING = 5;
  private static final ThreadId GROUP = ThreadId.group("walkers");

  private final Seating seating =
      new Seating(IntStream.range(0, MEMBERS).mapToObj(GroupLedgerTest::seat).toList());
  private final ArrivalSchedule schedule =
      ArrivalSchedule.poisson(1, MEMBERS, 40, Duration.ofSeconds(2));
  private final SlicedHistogram delivery = sliced();
  private final Ledger ledger =
      new Ledger(seating, schedule, 0, new Ledger.Latencies(delivery, sliced(), sliced()));
  private final Conductor conductor =
      new Conductor(
          GeneratorPlan.of(
              "group_chat", LoadProfile.smoke(), 1, Path.of("s"), Path.of("t"), Path.of("l")),
          MEMBERS,
          ledger,
          new GeneratorMeter(() -> 0, () -> 0, 2),
          () -> 0,
          (LoadPhase _) -> {});
  private final List<LaneListener> listeners =
      IntStream.range(0, seating.lanes())
          .mapToObj(lane -> new LaneListener(lane, seating, conductor, ledger))
          .toList();

  @Test
  void shouldBeSettledWhenAllOthersHaveTheMessage() {
    sent(0, 10);
    for (int member = 1; member < MEMBERS; member++) {
      assertThat(ledger.isSettled()).isFalse();
      assertThat(hear(member, receive(0, 10, MAKING))).contains("MESSAGE_ACK");
    }

    assertThat(ledger.isSettled()).isTrue();
    assertThat(ledger.seen().all()).isEqualTo(new Tally.Counts(1, 1, 0, 7, 7, 4, 0));
    assertThat(ledger.seen().unexpected()).isZero();
    assertThat(listeners).allSatisfy(listener -> assertThat(listener.gaps()).isZero());
  }

  @Test
  void shouldNameTheMemberWhenOneDeviceNeverGotTheMessage() {
    sent(0, 10);
    for (int member = 1; member < MEMBERS - 1; member++) {
      hear(member, receive(0, 10, MAKING));
    }

    Tally.Seen seen = ledger.seen();

    assertThat(ledger.isSettled()).isFalse();
    assertThat(seen.all().missing()).isEqualTo(1);
    assertThat(seen.witnesses())
        .containsExactly("not delivered: message 0 (seq 10) of u0/first@node-1 at u7/first@node-2");
  }

  @Test
  void shouldCountDuplicateAtItsMemberOnly() {
    sent(0, 10);
    hear(3, receive(0, 10, MAKING));
    hear(4, receive(0, 10, MAKING));
    hear(3, receive(0, 10, MAKING));

    assertThat(ledger.seen().duplicates()).isEqualTo(1);
    assertThat(ledger.seen().witnesses()).anyMatch(w -> w.contains("u3/first"));
  }

  @Test
  void shouldCountDisorderWhenTwoSendersSwapAtOneMember() {
    int other = schedule.firstOf(1);
    sent(0, 10);
    sent(other, 12);
    hear(2, receive(0, 10, MAKING));
    hear(2, receive(other, 12, 10));
    hear(3, receive(other, 12, 10));
    hear(3, receive(0, 10, MAKING));

    assertThat(ledger.seen().outOfOrder()).isEqualTo(1);
    assertThat(ledger.seen().witnesses()).anyMatch(w -> w.startsWith("out of order: message 0"));
  }

  @Test
  void shouldBeReceiptedOnlyWhenEveryOtherMemberHasIt() {
    sent(0, 10);
    for (int member = 1; member < MEMBERS; member++) {
      assertThat(ledger.isReceipted()).isFalse();
      hear(0, new ServerFrame.Receipt(GROUP, new UserId("u" + member), 10, Status.DELIVERED));
    }

    assertThat(ledger.isReceipted()).isTrue();
    assertThat(ledger.seen().all().receipted()).isEqualTo(1);
  }

  @Test
  void shouldTakeChangesOfTheGroupIntoItsOrder() {
    Content change =
        new Content.MembershipChange(Content.Change.RENAMED, List.of(), Role.MEMBER, "new");
    hear(1, receive(0, 10, MAKING));
    hear(1, new ServerFrame.Receive(message(11, 10, "u0", change)));
    hear(1, receive(schedule.firstOf(2), 12, 11));

    assertThat(listeners.get(Seat.lane(1, 0)).gaps()).isZero();
    assertThat(ledger.seen().failures()).isEmpty();
  }

  private void sent(int message, long seq) {
    ledger.sent(message, 1);
    int member = seating.memberOf(schedule.senderOf(message));
    hear(
        member, new ServerFrame.Sent(GROUP, DeviceScript.tempId(message), new MessageId(seq), seq));
  }

  private String hear(int member, ServerFrame frame) {
    return String.valueOf(
        listeners
            .get(Seat.lane(member, 0))
            .reply(new String(FrameCodec.encode(frame), StandardCharsets.UTF_8)));
  }

  private ServerFrame receive(int message, long seq, long previous) {
    String text = MessageText.compose(message, schedule.intendedMicros(message), 100, 1);
    String sender = seating.seatOf(schedule.senderOf(message)).user();
    return new ServerFrame.Receive(message(seq, previous, sender, new Content.Text(text)));
  }

  private static Message message(long seq, long previous, String sender, Content content) {
    return new Message(
        GROUP,
        new MessageId(seq),
        seq,
        previous,
        new UserId(sender),
        new TempId("t" + seq),
        content,
        1);
  }

  private static Seat seat(int member) {
    return new Seat(
        0,
        member,
        0,
        GROUP,
        "u" + member,
        "first",
        "node-" + (1 + member % 2),
        URI.create("ws://h/ws"),
        "secret");
  }

  private static SlicedHistogram sliced() {
    return new SlicedHistogram(0, 2_000_000, 10);
  }
}
