package org.plumbline.messenger.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.MediaId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** What every store of messages does. */
public interface MessageHistoryContract {

  MessageHistory history();

  /**
   * The time when a thread's first messages are sent: some buckets ago, in stores that have them.
   */
  default Instant start() {
    return InstantSource.system()
        .instant()
        .truncatedTo(ChronoUnit.DAYS)
        .minus(Duration.ofDays(200));
  }

  @Test
  default void shouldBeEmptyWhenNothingWasSaid() {
    ThreadId thread = new SomeMessages().thread();

    assertThat(history().before(thread, Long.MAX_VALUE, 10))
        .isEqualTo(new MessageHistory.Page(List.of(), false));
    assertThat(history().after(thread, Message.NONE, 10))
        .isEqualTo(new MessageHistory.Page(List.of(), false));
    assertThat(history().lastSeqBefore(thread, Long.MAX_VALUE)).isEqualTo(Message.NONE);
  }

  @Test
  default void shouldGiveBackEveryFieldWhenMessageWasStored() {
    SomeMessages some = new SomeMessages();
    Message message = some.message(41, start());
    history().append(List.of(message));

    assertThat(history().after(some.thread(), Message.NONE, 1).messages()).containsExactly(message);
  }

  @Test
  default void shouldAscendInBothDirectionsWhenPaging() {
    SomeMessages some = new SomeMessages();
    List<Message> all = spread(some, 0, 10);
    history().append(all);

    assertThat(history().before(some.thread(), 7, 3))
        .isEqualTo(new MessageHistory.Page(all.subList(4, 7), true));
    assertThat(history().after(some.thread(), 7, 3))
        .isEqualTo(new MessageHistory.Page(all.subList(8, 10), false));
    assertThat(history().before(some.thread(), 2, 2))
        .isEqualTo(new MessageHistory.Page(all.subList(0, 2), false));
    assertThat(history().after(some.thread(), 0, 3))
        .isEqualTo(new MessageHistory.Page(all.subList(1, 4), true));
    assertThat(history().after(some.thread(), 9, 3).messages()).isEmpty();
    assertThat(history().before(some.thread(), 0, 3).messages()).isEmpty();
  }

  @Test
  default void shouldNameLastSeqBelowWhenSeqsHaveGaps() {
    SomeMessages some = new SomeMessages();
    history().append(List.of(some.message(5, start()), some.message(1_000_000_007L, later(90))));

    assertThat(history().lastSeqBefore(some.thread(), Long.MAX_VALUE)).isEqualTo(1_000_000_007L);
    assertThat(history().lastSeqBefore(some.thread(), 1_000_000_007L)).isEqualTo(5);
    assertThat(history().lastSeqBefore(some.thread(), 5)).isEqualTo(Message.NONE);
  }

  @Test
  default void shouldChangeNothingWhenAppendIsRepeated() {
    SomeMessages some = new SomeMessages();
    List<Message> all = spread(some, 0, 12);
    history().append(all);
    history().append(all.subList(3, 9));
    history().append(all.reversed());

    assertThat(history().after(some.thread(), Message.NONE, 100).messages()).isEqualTo(all);
    assertThat(history().threadsOf(some.ann(), Optional.empty(), 10))
        .containsExactly(some.thread());
    assertThat(history().firstOf(some.thread(), some.ann(), new TempId("t-4")))
        .contains(all.get(4));
  }

  @Test
  default void shouldConcatenateToTheSameHistoryWhenPageSizesDiffer() {
    SomeMessages some = new SomeMessages();
    List<Message> all = spread(some, 0, 60);
    for (int from = 0; from < all.size(); from += 9) {
      history().append(all.subList(from, Math.min(from + 9, all.size())));
    }
    for (int size : new int[] {1, 7, 50}) {
      assertThat(readBackwards(some.thread(), size)).as("before, %s", size).isEqualTo(all);
      assertThat(readForwards(some.thread(), size)).as("after, %s", size).isEqualTo(all);
    }
  }

  @Test
  default void shouldPartitionHistoryWhenMessagesArriveWhilePaging() {
    SomeMessages some = new SomeMessages();
    List<Message> old = spread(some, 0, 30);
    history().append(old);
    long next = 30;
    for (int size : new int[] {1, 7, 50}) {
      long newest = history().lastSeqBefore(some.thread(), Long.MAX_VALUE);
      List<Message> read = new ArrayList<>();
      long cursor = Long.MAX_VALUE;
      MessageHistory.Page page;
      do {
        page = history().before(some.thread(), cursor, size);
        read.addAll(0, page.messages());
        cursor = page.messages().getFirst().seq();
        history().append(spread(some, next, 2));
        next += 2;
      } while (page.more());
      assertThat(read).isEqualTo(spread(some, 0, newest + 1));
    }
  }

  @Test
  default void shouldKeepOrderOfSeqWhenClocksOfSendersDiffer() {
    SomeMessages some = new SomeMessages();
    List<Message> all = new ArrayList<>();
    for (long seq = 0; seq < 24; seq++) {
      // Every third message comes from a node whose clock is two months behind the others.
      all.add(some.message(seq, seq % 3 == 2 ? later(20 * seq - 60) : later(20 * seq)));
    }
    for (Message message : all) {
      history().append(List.of(message));
    }
    for (int size : new int[] {1, 7, 50}) {
      assertThat(readBackwards(some.thread(), size)).as("before, %s", size).isEqualTo(all);
      assertThat(readForwards(some.thread(), size)).as("after, %s", size).isEqualTo(all);
    }
  }

  @Test
  default void shouldTakeItsPlaceWhenAnOldMessageComesLate() {
    SomeMessages some = new SomeMessages();
    List<Message> all = spread(some, 0, 20);
    history().append(all.subList(3, 10));
    history().append(all.subList(12, 20));
    history().append(all.subList(10, 12));
    history().append(all.subList(0, 3));

    assertThat(readForwards(some.thread(), 7)).isEqualTo(all);
    assertThat(readBackwards(some.thread(), 7)).isEqualTo(all);
  }

  @Test
  default void shouldStayReadableWhenLateMessageHasALaterTime() {
    SomeMessages some = new SomeMessages();
    List<Message> all =
        List.of(some.message(1, later(0)), some.message(2, later(70)), some.message(3, later(0)));
    history().append(List.of(all.get(0), all.get(2)));
    history().append(List.of(all.get(1)));
    history().append(List.of(all.get(1)));

    assertThat(readForwards(some.thread(), 2)).isEqualTo(all);
    assertThat(readBackwards(some.thread(), 2)).isEqualTo(all);
  }

  @Test
  default void shouldKeepTheKeysOfOneThreadApartFromAnothers() {
    SomeMessages some = new SomeMessages();
    SomeMessages others = new SomeMessages();
    Message message = some.message(10, new TempId("same"), start());
    history().append(List.of(message));
    assertThat(history().firstOf(others.thread(), some.ann(), new TempId("same"))).isEmpty();
    assertThat(history().firstOf(some.thread(), some.ann(), new TempId("same"))).contains(message);
  }

  @Test
  default void shouldNameFirstMessageWhenTempIdCameTwice() {
    SomeMessages some = new SomeMessages();
    Message first = some.message(10, new TempId("same"), start());
    Message repeat = some.message(12, new TempId("same"), later(1));
    history().append(List.of(repeat));
    history().append(List.of(first, repeat));

    assertThat(history().firstOf(some.thread(), some.ann(), new TempId("same"))).contains(first);
    assertThat(history().firstOf(some.thread(), some.bob(), new TempId("same"))).isEmpty();
    assertThat(history().firstOf(some.thread(), some.ann(), new TempId("other"))).isEmpty();
  }

  @Test
  default void shouldGiveWhatAnEditMadeOfAMessage() {
    SomeMessages some = new SomeMessages();
    Message original = some.message(2, start());
    history().append(List.of(original));
    history().append(List.of(some.saying(4, new Content.Edit(2, "two"), start())));
    history().append(List.of(some.saying(6, new Content.Edit(2, "three"), start())));

    Content latest = new Content.Text("three", 6);
    assertThat(history().find(some.thread(), 2)).map(Message::content).contains(latest);
    assertThat(history().after(some.thread(), Message.NONE, 10).messages())
        .extracting(Message::content)
        .containsExactly(latest, new Content.Edit(2, "two"), new Content.Edit(2, "three"));
    assertThat(history().find(some.thread(), 3)).isEmpty();
  }

  @Test
  default void shouldKeepTheLatestEditWhenTheLogIsReadAgain() {
    SomeMessages some = new SomeMessages();
    Message first = some.saying(4, new Content.Edit(2, "two"), start());
    Message second = some.saying(6, new Content.Edit(2, "three"), start());
    history().append(List.of(some.message(2, start()), first, second));
    history().append(List.of(some.message(2, start()), first));

    assertThat(history().find(some.thread(), 2))
        .map(Message::content)
        .contains(new Content.Text("three", 6));
  }

  @Test
  default void shouldKeepThePlaceAloneOfWhatWasWithdrawnAndOfItsEdits() {
    SomeMessages some = new SomeMessages();
    Message original = some.message(2, start());
    Message edit = some.saying(4, new Content.Edit(2, "two"), later(40));
    Message deletion = some.saying(6, new Content.Deletion(2), later(80));
    history().append(List.of(original));
    history().append(List.of(edit));
    history().append(List.of(deletion));
    history().append(List.of(original, edit));

    assertThat(history().after(some.thread(), Message.NONE, 10).messages())
        .extracting(Message::content)
        .containsExactly(new Content.Deleted(6), new Content.Deleted(6), deletion.content());
    assertThat(history().before(some.thread(), 5, 10).messages())
        .extracting(Message::content)
        .containsExactly(new Content.Deleted(6), new Content.Deleted(6));
    assertThat(history().firstOf(some.thread(), some.ann(), original.tempId()))
        .map(Message::content)
        .contains(new Content.Deleted(6));
  }

  @Test
  default void shouldKeepThePlaceAloneWhenADeletionComesTogetherWithWhatItWithdraws() {
    SomeMessages some = new SomeMessages();
    Message picture =
        some.saying(
            2,
            new Content.Media(
                Content.MediaKind.IMAGE, new MediaId("m-1"), "image/png", 7, "our boat"),
            start());
    Message edit = some.saying(4, new Content.Edit(2, "my boat"), start());
    Message deletion = some.saying(6, new Content.Deletion(2), start());
    history().append(List.of(picture, edit, deletion));

    assertThat(history().after(some.thread(), Message.NONE, 10).messages())
        .extracting(Message::content)
        .containsExactly(new Content.Deleted(6), new Content.Deleted(6), deletion.content());
  }

  @Test
  default void shouldGiveAMessageInTheWordsOfTheLastEditThatCounts() {
    SomeMessages some = new SomeMessages();
    Message picture =
        some.saying(
            2,
            new Content.Media(
                Content.MediaKind.IMAGE, new MediaId("m-1"), "image/png", 7, "our boat"),
            start());
    history().append(List.of(picture));
    history().append(List.of(some.saying(4, new Content.Edit(2, "my boat"), start())));
    history().append(List.of(some.saying(6, new Content.Edit(2, "sold"), start())));

    assertThat(history().find(some.thread(), 2, seq -> false)).contains(picture);
    assertThat(words(some, seq -> seq <= 5)).containsExactly("my boat");
    assertThat(words(some, seq -> seq != 4)).containsExactly("sold");
    assertThat(history().find(some.thread(), 3, _ -> true)).isEmpty();

    history().append(List.of(some.saying(8, new Content.Deletion(2), start())));

    assertThat(words(some, seq -> seq <= 5)).as("withdrawn").containsExactly("");
    assertThat(history().find(some.thread(), 2, seq -> false))
        .map(Message::content)
        .contains(new Content.Deleted(8));
  }

  private List<String> words(SomeMessages some, LongPredicate counts) {
    return history().find(some.thread(), 2, counts).stream().map(Message::text).toList();
  }

  @Test
  default void shouldListThreadsInOrderWhenPaging() {
    UserId hub = new UserId("hub-" + UUID.randomUUID());
    List<ThreadId> threads = new ArrayList<>();
    List<Message> messages = new ArrayList<>();
    for (String other : List.of("Z", "a", "m", "zz", "-", "_x")) {
      ThreadId thread = ThreadId.direct(hub, new UserId(other));
      threads.add(thread);
      Message template = new SomeMessages().message(2, start());
      messages.add(
          new Message(thread, template.id(), 2, -1, hub, new TempId("x" + other), "hi", 1L));
    }
    history().append(messages);
    List<ThreadId> sorted =
        threads.stream().sorted((one, two) -> one.value().compareTo(two.value())).toList();

    List<ThreadId> read = new ArrayList<>(history().threadsOf(hub, Optional.empty(), 2));
    for (List<ThreadId> page = read; page.size() >= 1; ) {
      page = history().threadsOf(hub, Optional.of(read.getLast()), 2);
      read.addAll(page);
    }
    assertThat(read).isEqualTo(sorted);
    assertThat(history().threadsOf(new UserId("nobody-here"), Optional.empty(), 5)).isEmpty();
  }

  @Test
  default void shouldRefuseWhenLimitIsOutOfRange() {
    ThreadId thread = new SomeMessages().thread();
    for (int limit : new int[] {0, -1, 101}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> history().before(thread, 5, limit))
          .withMessage("limit: " + limit + " (expected: 1 to 100)");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> history().after(thread, 5, limit))
          .withMessage("limit: " + limit + " (expected: 1 to 100)");
    }
  }

  private List<Message> readBackwards(ThreadId thread, int size) {
    List<Message> read = new ArrayList<>();
    long cursor = Long.MAX_VALUE;
    MessageHistory.Page page;
    do {
      page = history().before(thread, cursor, size);
      read.addAll(0, page.messages());
      cursor = page.messages().isEmpty() ? 0 : page.messages().getFirst().seq();
    } while (page.more());
    return read;
  }

  private List<Message> readForwards(ThreadId thread, int size) {
    List<Message> read = new ArrayList<>();
    long cursor = Message.NONE;
    MessageHistory.Page page;
    do {
      page = history().after(thread, cursor, size);
      read.addAll(page.messages());
      cursor = page.messages().isEmpty() ? Long.MAX_VALUE : page.messages().getLast().seq();
    } while (page.more());
    return read;
  }

  /** Messages three days apart, so that sixty of them lie in seven months. */
  private List<Message> spread(SomeMessages some, long from, long count) {
    return LongStream.range(from, from + count)
        .mapToObj(seq -> some.message(seq, later(3 * seq)))
        .toList();
  }

  private Instant later(long days) {
    return start().plus(Duration.ofDays(days));
  }
}
