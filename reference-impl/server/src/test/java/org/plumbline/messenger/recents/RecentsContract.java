package org.plumbline.messenger.recents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.history.SomeMessages;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.UserId;

/** What every copy of recent messages does. */
public interface RecentsContract {

  Recents recents();

  private static Instant at(long seconds) {
    return Instant.parse("2026-11-22T05:00:00Z").plusSeconds(seconds);
  }

  private static List<Recents.Addition> additions(SomeMessages some, long from, long to) {
    List<Recents.Addition> additions = new ArrayList<>();
    for (long seq = from; seq <= to; seq++) {
      additions.add(new Recents.Addition(some.message(seq, at(seq)), some.thread().directUsers()));
    }
    return additions;
  }

  private void record(SomeMessages some, long from, long to) {
    recents().record(recents().trust(), additions(some, from, to));
  }

  private List<Long> seqs(SomeMessages some) {
    return recents().newest(some.thread()).orElse(List.of()).stream().map(Message::seq).toList();
  }

  @Test
  default void shouldGiveBackWhatWasRecorded() {
    SomeMessages some = new SomeMessages();
    record(some, 0, 2);
    assertThat(recents().newest(some.thread()))
        .contains(List.of(some.message(0, at(0)), some.message(1, at(1)), some.message(2, at(2))));
    assertThat(recents().newest(new SomeMessages().thread())).isEmpty();
  }

  @Test
  default void shouldKeepTheLastFifteen() {
    SomeMessages some = new SomeMessages();
    record(some, 0, 9);
    record(some, 10, 29);
    assertThat(seqs(some)).hasSize(15).startsWith(15L).endsWith(29L);
  }

  @Test
  default void shouldBeginAnewWhenAMessageIsMissing() {
    SomeMessages some = new SomeMessages();
    record(some, 0, 3);
    record(some, 6, 7);
    assertThat(seqs(some)).containsExactly(6L, 7L);
  }

  @Test
  default void shouldChangeNothingWhenTheLogIsReadAgain() {
    SomeMessages some = new SomeMessages();
    record(some, 0, 3);
    record(some, 1, 2);
    assertThat(seqs(some)).containsExactly(0L, 1L, 2L, 3L);
  }

  @Test
  default void shouldGiveNothingThatIsNoLongerVouchedFor() {
    SomeMessages some = new SomeMessages();
    record(some, 0, 3);
    String before = recents().trust();
    recents().distrust();
    awaitTrust();
    assertThat(seqs(some)).isEmpty();
    recents().record(before, additions(some, 4, 4));
    assertThat(seqs(some)).isEmpty();
    record(some, 5, 6);
    assertThat(seqs(some)).containsExactly(5L, 6L);
  }

  @Test
  default void shouldGiveAChangedMessageAsItIsNow() {
    SomeMessages some = new SomeMessages();
    record(some, 0, 3);
    List<Message> now =
        List.of(
            some.saying(2, new Content.Deleted(4), at(2)),
            some.message(3, at(3)),
            some.saying(4, new Content.Deletion(2), at(4)));
    recents().replace(recents().trust(), some.thread(), now);
    assertThat(recents().newest(some.thread())).contains(now);
    record(some, 5, 5);
    assertThat(seqs(some)).containsExactly(2L, 3L, 4L, 5L);
  }

  @Test
  default void shouldKnowTheLastFiveThreadsOfAUser() {
    UserId hub = new SomeMessages().ann();
    List<SomeMessages> all = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      SomeMessages some = new SomeMessages();
      all.add(some);
      recents()
          .record(
              recents().trust(),
              List.of(new Recents.Addition(some.message(1, at(i)), List.of(hub))));
    }
    assertThat(recents().of(hub).keySet())
        .containsExactly(
            all.get(6).thread(),
            all.get(5).thread(),
            all.get(4).thread(),
            all.get(3).thread(),
            all.get(2).thread());
  }

  /** Until what is recorded from now on counts. */
  default void awaitTrust() {}
}
