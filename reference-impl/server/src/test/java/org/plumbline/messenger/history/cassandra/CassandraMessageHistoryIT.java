package org.plumbline.messenger.history.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.history.HistoryStore;
import org.plumbline.messenger.history.HistoryStoreContract;
import org.plumbline.messenger.history.HistoryUnavailable;
import org.plumbline.messenger.history.SomeMessages;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.TempId;

class CassandraMessageHistoryIT implements HistoryStoreContract {

  private static final Duration DAY = Duration.ofHours(24);
  private final Instant now = InstantSource.system().instant();

  private static CassandraNode node = opened();
  private static CassandraNode other = new CassandraNode("history_it_other", DAY);

  private static CassandraNode opened() {
    return new CassandraNode("history_it", DAY);
  }

  @BeforeAll
  static void requireNode() {
    assertThat(node.session().isClosed()).isFalse();
  }

  @AfterAll
  static void close() {
    node.close();
    other.close();
  }

  @Override
  public HistoryStore history() {
    return node.history();
  }

  @Override
  public HistoryStore other() {
    return other.history();
  }

  @Test
  void shouldLeaveNoRowWhenAThreadWasRemovedAndAWriteComesLate() {
    SomeMessages some = new SomeMessages();
    Message original = some.message(2, now);
    node.history().append(List.of(original, some.message(4, now)));
    node.history().append(List.of(some.saying(6, new Content.Deletion(4), now)));
    node.history().remove(some.thread());
    node.history().append(List.of(some.message(2, now)));

    assertThat(rows(some)).isEmpty();
    assertThat(node.history().after(some.thread(), Message.NONE, 10).messages()).isEmpty();
  }

  @Test
  void shouldLeaveNoWordInTheNewStoreWhenAMessageIsWithdrawnThatWasAdopted() {
    SomeMessages some = new SomeMessages();
    node.history().append(List.of(some.message(2, now)));
    node.history().append(List.of(some.saying(4, new Content.Edit(2, "secret two"), now)));
    node.history().append(List.of(some.saying(6, new Content.Edit(2, "secret three"), now)));
    other.history().adopt(node.history().after(some.thread(), Message.NONE, 10).messages());
    assertThat(rows("history_it_other", some)).anyMatch(row -> row.contains("secret three"));
    other.history().append(List.of(some.saying(8, new Content.Deletion(2), now)));

    assertThat(rows("history_it_other", some))
        .hasSize(4)
        .noneMatch(row -> row.contains("text 2") || row.contains("secret"));
  }

  @Test
  void shouldTakeOneStatementAMessageWhenThreadsAreKnown() {
    List<SomeMessages> threads = IntStream.range(0, 50).mapToObj(_ -> new SomeMessages()).toList();
    node.history().append(oneEach(threads, 1));

    long before = node.requests();
    for (long seq = 2; seq < 12; seq++) {
      node.history().append(oneEach(threads, seq));
    }
    double perMessage = (node.requests() - before) / 500.0;

    assertThat(perMessage).isEqualTo(1.0);
  }

  @Test
  void shouldBatchRowsOfOneThreadWhenTheyComeTogether() {
    SomeMessages some = new SomeMessages();
    node.history().append(List.of(some.message(1, now)));
    List<Message> together = new ArrayList<>();
    for (long seq = 2; seq < 102; seq++) {
      together.add(some.message(seq, now));
    }
    long before = node.requests();
    node.history().append(together);

    // Two batches, each of fifty rows and their keys.
    assertThat(node.requests() - before).isEqualTo(2);
    assertThat(node.history().after(some.thread(), 1, 100).messages()).isEqualTo(together);
  }

  @Test
  void shouldGoOnWhereAnotherNodeStoppedWhenThreadMoves() {
    SomeMessages some = new SomeMessages();
    node.history().append(List.of(some.message(1, now), some.message(2, now)));
    try (CassandraNode other = new CassandraNode("history_it", DAY)) {
      other.history().append(List.of(some.message(2, now), some.message(3, now)));
      node.history().append(List.of(some.message(4, now)));

      assertThat(other.history().after(some.thread(), Message.NONE, 10).messages())
          .extracting(Message::seq)
          .containsExactly(1L, 2L, 3L, 4L);
      assertThat(other.history().threadsOf(some.bob(), Optional.empty(), 10))
          .containsExactly(some.thread());
    }
  }

  @Test
  void shouldForgetFirstMessageWhenWindowIsOver() {
    SomeMessages some = new SomeMessages();
    try (CassandraNode forgetful = new CassandraNode("history_it", Duration.ofSeconds(1))) {
      forgetful.history().append(List.of(some.message(2, now)));
      await(
          () ->
              forgetful.history().firstOf(some.thread(), some.ann(), new TempId("t-2")).isEmpty());

      assertThat(forgetful.history().after(some.thread(), Message.NONE, 10).messages()).hasSize(1);
    }
  }

  @Test
  void shouldShowNoMessageBeforeTheOneInFrontWhenReadWhileStoring() throws Exception {
    SomeMessages some = new SomeMessages();
    List<Message> all = new ArrayList<>();
    for (long seq = 0; seq < 240; seq++) {
      all.add(some.message(seq, now));
    }
    Thread writer =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int from = 0; from < 240; from += 60) {
                    node.history().append(all.subList(from, from + 60));
                  }
                });
    int seen = 0;
    while (seen < 240) {
      List<Long> page =
          node.history().before(some.thread(), Long.MAX_VALUE, 100).messages().stream()
              .map(Message::seq)
              .toList();
      if (!page.isEmpty()) {
        for (int i = 1; i < page.size(); i++) {
          assertThat(page.get(i)).isEqualTo(page.get(i - 1) + 1);
        }
        seen = Math.toIntExact(page.getLast() + 1);
        assertThat(page.size()).isEqualTo(Math.min(seen, 100));
      }
    }
    assertThat(writer.join(Duration.ofSeconds(30))).isTrue();
  }

  @Test
  void shouldLeaveNoWordInTheTableWhenAMessageWasWithdrawn() {
    SomeMessages some = new SomeMessages();
    Message original = some.message(2, now);
    Message edit = some.saying(4, new Content.Edit(2, "secret two"), now);
    Message deletion = some.saying(6, new Content.Deletion(2), now);
    node.history().append(List.of(original));
    node.history().append(List.of(edit));
    node.history().append(List.of(deletion));
    assertThat(rows(some)).noneMatch(row -> row.contains("text 2") || row.contains("secret"));

    node.history().append(List.of(original, edit));
    assertThat(rows(some)).noneMatch(row -> row.contains("text 2") || row.contains("secret"));
    assertThat(rows(some)).hasSize(3);
  }

  @Test
  void shouldLeaveNoWordInTheNewStoreWhenAnEditCameBeforeItsMessageWasAdopted() {
    SomeMessages some = new SomeMessages();
    Message edit = some.saying(4, new Content.Edit(2, "secret two"), now);
    Message deletion = some.saying(6, new Content.Deletion(2), now);
    other.history().append(List.of(edit));
    other.history().append(List.of(deletion));
    node.history().append(List.of(some.message(2, now), edit, deletion));
    other.history().adopt(node.history().after(some.thread(), Message.NONE, 10).messages());

    assertThat(rows("history_it_other", some))
        .hasSize(3)
        .noneMatch(row -> row.contains("text 2") || row.contains("secret"));
  }

  private static List<String> rows(SomeMessages some) {
    return rows("history_it", some);
  }

  private static List<String> rows(String keyspace, SomeMessages some) {
    return node.session().execute("SELECT JSON * FROM " + keyspace + ".messages").all().stream()
        .map(row -> String.valueOf(row.getString(0)))
        .filter(row -> row.contains(some.thread().value()))
        .toList();
  }

  @Test
  void shouldSayUnavailableWhenSessionIsClosed() {
    CassandraNode closed = new CassandraNode("history_it", DAY);
    closed.close();
    SomeMessages some = new SomeMessages();

    assertThatExceptionOfType(HistoryUnavailable.class)
        .isThrownBy(() -> closed.history().before(some.thread(), 1, 1));
    assertThatExceptionOfType(HistoryUnavailable.class)
        .isThrownBy(() -> closed.history().append(List.of(some.message(1, now))));
  }

  @Test
  void shouldReportPaceWhenManyThreadsAreWritten() {
    List<SomeMessages> threads = IntStream.range(0, 200).mapToObj(_ -> new SomeMessages()).toList();
    for (long seq = 1; seq < 11; seq++) {
      node.history().append(oneEach(threads, seq));
    }
    long start = System.nanoTime();
    for (long seq = 11; seq < 31; seq++) {
      node.history().append(oneEach(threads, seq));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "append of 200 messages: %.1f ms, %.0f messages/s%n", seconds * 50, 4000 / seconds);

    assertThat(node.history().lastSeqBefore(threads.getLast().thread(), Long.MAX_VALUE))
        .isEqualTo(30);
  }

  private List<Message> oneEach(List<SomeMessages> threads, long seq) {
    return threads.stream().map(some -> some.message(seq, now)).toList();
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited 20 s").isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
