package org.plumbline.messenger.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.membership.Verdict.Outcome;
import org.plumbline.messenger.membership.Visibility.Span;
import org.plumbline.protocol.Content.Change;
import org.plumbline.protocol.Content.MembershipChange;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.Role;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

class GroupTest {

  private static final ThreadId THREAD = ThreadId.group("walks");
  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");

  private final Group group = new Group(THREAD);

  private Group.Judgement judge(long seq, Change change, UserId... users) {
    return group.judge(
        seq, ADA, new MembershipChange(change, List.of(users), Role.MEMBER, "Walks"), 0, 4);
  }

  @Test
  void shouldGiveUpTheOldestTimeWhenOneComesAndGoesTooOften() {
    judge(0, Change.CREATED);
    for (int i = 1; i <= Member.SPANS_MAX + 1; i++) {
      judge(i * 10L, Change.ADDED, BOB);
      judge(i * 10L + 5, Change.REMOVED, BOB);
    }
    Visibility seen = group.visibility(BOB);
    assertThat(seen.spans()).hasSize(Member.SPANS_MAX).startsWith(new Span(20, 25));
    assertThat(seen.includes(10)).isFalse();
  }

  @Test
  void shouldNotGrowBeyondItsBound() {
    judge(0, Change.CREATED, BOB);
    UserId[] three =
        IntStream.range(0, 3).mapToObj(i -> new UserId("u" + i)).toArray(UserId[]::new);
    assertThat(judge(1, Change.ADDED, three).verdict().outcome()).isEqualTo(Outcome.TOO_MANY);
    assertThat(judge(2, Change.ADDED, three[0], three[1]).verdict().isApplied()).isTrue();
  }

  @Test
  void shouldSayWhatTookEffectOfAChangeThatWasDoneInPart() {
    judge(0, Change.CREATED, BOB);
    UserId cem = new UserId("cem");
    MembershipChange effective =
        Objects.requireNonNull(judge(1, Change.ADDED, BOB, cem, cem).effective());
    assertThat(effective.users()).containsExactly(cem);
    MembershipChange again = judge(1, Change.ADDED, BOB, cem, cem).effective();
    assertThat(again).isEqualTo(effective);
  }

  @Test
  void shouldKnowFewerVerdictsThanItsBoundAndTellOldOnesByWhatTheyLeft() {
    judge(0, Change.CREATED);
    judge(1, Change.ADDED, BOB);
    judge(2, Change.REMOVED, BOB);
    for (long seq = 3; seq < 3 + GroupRecord.JUDGED_MAX; seq++) {
      judge(seq, Change.REMOVED, BOB);
    }
    assertThat(group.head().judged()).hasSize(GroupRecord.JUDGED_MAX);
    assertThat(judge(2, Change.REMOVED, BOB).verdict().isApplied()).isTrue();
    assertThat(group.recipientsAt(2)).contains(BOB);
  }

  @Test
  void shouldMendTheFeedWhenAnOlderRecordStandsBehindItsOwn() {
    GroupRecord first = Objects.requireNonNull(judge(0, Change.CREATED).published());
    GroupRecord second = Objects.requireNonNull(judge(1, Change.ADDED, BOB).published());
    assertThat(group.follow(first)).isFalse();
    assertThat(group.follow(second)).isFalse();
    assertThat(group.follow(first)).as("written by one who had lost its share").isTrue();
    assertThat(group.member(BOB)).isPresent();
  }

  @Test
  void shouldCutThePrevOfAMessageToWhatItsReaderMaySee() {
    Visibility seen = new Visibility(List.of(new Span(3, 5), new Span(9, Long.MAX_VALUE)));
    assertThat(seen.seen(message(4, 3)).orElseThrow().prev()).isEqualTo(3);
    assertThat(seen.seen(message(3, 2)).orElseThrow().prev()).isEqualTo(Message.NONE);
    assertThat(seen.seen(message(9, 8)).orElseThrow().prev()).isEqualTo(5);
    assertThat(seen.seen(message(7, 5))).isEmpty();
    assertThat(seen.until(4).includes(5)).isFalse();
  }

  private static Message message(long seq, long prev) {
    return new Message(THREAD, new MessageId(seq), seq, prev, ADA, new TempId("t"), "text", 0);
  }
}
