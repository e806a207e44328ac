package org.plumbline.messenger.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.MediaId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** What every store does whose threads can be moved to another one. */
public interface HistoryStoreContract extends MessageHistoryContract {

  @Override
  HistoryStore history();

  /** A second store of the same kind. */
  HistoryStore other();

  /** What the stores take for the present. */
  default Instant now() {
    return InstantSource.system().instant();
  }

  @Test
  default void shouldHoldTheSameWhenAThreadWasAdopted() {
    SomeMessages some = new SomeMessages();
    history().append(everyKind(some));
    move(some.thread());

    List<Message> moved = all(other(), some.thread());
    assertThat(moved).isEqualTo(all(history(), some.thread())).hasSize(9);
    assertThat(moved.get(0).content()).isEqualTo(new Content.Text("again", 6));
    assertThat(moved.get(1).content()).isEqualTo(new Content.Deleted(7));
    assertThat(moved.get(4).content()).isEqualTo(new Content.Deleted(7));
    assertThat(other().find(some.thread(), 0, _ -> false))
        .isEqualTo(history().find(some.thread(), 0, _ -> false))
        .map(Message::text)
        .contains(everyKind(some).getFirst().text());
    assertThat(other().threadsOf(some.bob(), Optional.empty(), 5)).containsExactly(some.thread());
    assertThat(other().firstOf(some.thread(), some.ann(), new TempId("t-8")))
        .contains(moved.get(8));
  }

  @Test
  default void shouldGoOnChangingWhatWasAdopted() {
    SomeMessages some = new SomeMessages();
    history().append(everyKind(some));
    move(some.thread());
    other().append(List.of(some.saying(9, new Content.Edit(3, "my boat"), now())));
    other().append(List.of(some.saying(10, new Content.Deletion(0), now())));

    assertThat(other().find(some.thread(), 3)).map(Message::text).contains("my boat");
    for (long withdrawn : new long[] {0, 2, 6}) {
      assertThat(other().find(some.thread(), withdrawn))
          .map(Message::content)
          .contains(new Content.Deleted(10));
    }
  }

  @Test
  default void shouldGiveAChangeItsEffectWhenItsMessageCameBetween() {
    SomeMessages some = new SomeMessages();
    Message edit = some.saying(4, new Content.Edit(2, "two"), now());
    Message deletion = some.saying(8, new Content.Deletion(6), now());
    history().append(List.of(edit, deletion));
    history().adopt(List.of(some.message(2, now()), some.message(6, now())));
    history().append(List.of(edit, deletion));

    assertThat(history().find(some.thread(), 2))
        .map(Message::content)
        .contains(new Content.Text("two", 4));
    assertThat(history().find(some.thread(), 6))
        .map(Message::content)
        .contains(new Content.Deleted(8));
  }

  @Test
  default void shouldRecogniseRepeatsNoLongerWhenAMessageWasAdopted() {
    SomeMessages some = new SomeMessages();
    Message old = some.message(2, now().minus(Duration.ofHours(25)));
    Message young = some.message(4, now().minus(Duration.ofHours(1)));
    other().adopt(List.of(old, young));

    assertThat(other().firstOf(some.thread(), some.ann(), old.tempId())).isEmpty();
    assertThat(other().firstOf(some.thread(), some.ann(), young.tempId())).contains(young);
  }

  @Test
  default void shouldHaveNothingOfAThreadThatWasRemoved() {
    SomeMessages gone = new SomeMessages();
    SomeMessages stays = new SomeMessages();
    Message kept = stays.message(2, now());
    history().append(everyKind(gone));
    history().append(List.of(kept));
    assertThat(threads(history())).contains(gone.thread(), stays.thread());
    history().remove(gone.thread());
    history().remove(gone.thread());

    assertThat(all(history(), gone.thread())).isEmpty();
    assertThat(history().threadsOf(gone.ann(), Optional.empty(), 5)).isEmpty();
    assertThat(history().firstOf(gone.thread(), gone.ann(), new TempId("t-8"))).isEmpty();
    assertThat(threads(history())).contains(stays.thread()).doesNotContain(gone.thread());
    assertThat(all(history(), stays.thread())).containsExactly(kept);
    assertThat(history().firstOf(stays.thread(), stays.ann(), kept.tempId())).contains(kept);
  }

  @Test
  default void shouldKeepTheKeyOfAnotherThreadWhenOneIsRemoved() {
    SomeMessages some = new SomeMessages();
    ThreadId elsewhere = ThreadId.direct(some.ann(), new UserId("carl-" + some.bob()));
    Message first = in(elsewhere, some.message(2, new TempId("same"), now()));
    history().append(List.of(first));
    history().append(List.of(some.message(4, new TempId("same"), now())));
    history().remove(some.thread());

    assertThat(history().firstOf(elsewhere, some.ann(), new TempId("same"))).contains(first);
    assertThat(history().firstOf(some.thread(), some.ann(), new TempId("same"))).isEmpty();
  }

  @Test
  default void shouldVisitEveryThreadWhenThereAreMany() {
    List<SomeMessages> many = IntStream.range(0, 450).mapToObj(_ -> new SomeMessages()).toList();
    history().append(many.stream().map(some -> some.message(2, now())).toList());

    assertThat(threads(history()))
        .containsAll(many.stream().map(SomeMessages::thread).toList())
        .doesNotHaveDuplicates();
  }

  private void move(ThreadId thread) {
    List<Message> all =
        all(history(), thread).stream()
            .map(each -> history().find(thread, each.seq(), _ -> false).orElseThrow())
            .toList();
    for (int from = 0; from < all.size(); from += 4) {
      other().adopt(all.subList(from, Math.min(from + 4, all.size())));
    }
  }

  /** Edited twice, withdrawn with its edit, an image with a caption. */
  private List<Message> everyKind(SomeMessages some) {
    Content image =
        new Content.Media(Content.MediaKind.IMAGE, new MediaId("m-1"), "image/png", 7, "our boat");
    return List.of(
        some.message(0, now().minus(Duration.ofDays(80))),
        some.message(1, now().minus(Duration.ofDays(80))),
        some.saying(2, new Content.Edit(0, "once"), now().minus(Duration.ofDays(40))),
        some.saying(3, image, now()),
        some.saying(4, new Content.Edit(1, "secret"), now()),
        some.saying(5, new Content.Edit(3, "your boat"), now()),
        some.saying(6, new Content.Edit(0, "again"), now()),
        some.saying(7, new Content.Deletion(1), now()),
        some.message(8, now()));
  }

  private static Message in(ThreadId thread, Message message) {
    return new Message(
        thread,
        message.id(),
        message.seq(),
        message.prev(),
        message.sender(),
        message.tempId(),
        message.content(),
        message.sentAtMillis());
  }

  private static List<Message> all(MessageHistory history, ThreadId thread) {
    return history.after(thread, Message.NONE, MessageHistory.PAGE_MAX).messages();
  }

  private static List<ThreadId> threads(HistoryStore store) {
    List<ThreadId> threads = new ArrayList<>();
    store.eachThread(threads::add);
    return threads;
  }
}
