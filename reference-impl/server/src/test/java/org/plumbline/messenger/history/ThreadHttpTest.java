package org.plumbline.messenger.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.HttpCalls;
import org.plumbline.messenger.HttpCalls.Answer;
import org.plumbline.messenger.account.Tokens;
import org.plumbline.protocol.Content.Change;
import org.plumbline.protocol.Content.MembershipChange;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.Role;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

@MicronautTest
@Property(name = "messenger.servers", value = "memory")
@Property(name = "messenger.history.seen-wait", value = "300ms")
class ThreadHttpTest {

  private static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");

  private final HttpCalls node;
  private final Tokens tokens;
  private final MessageHistory history;
  private final Cursors cursors;
  private final SomeMessages some = new SomeMessages();

  ThreadHttpTest(EmbeddedServer server, Tokens tokens, MessageHistory history, Cursors cursors) {
    this.node = new HttpCalls(server.getURI());
    this.tokens = tokens;
    this.history = history;
    this.cursors = cursors;
  }

  @Test
  void shouldGiveEveryFieldWhenMemberReads() {
    Message message = some.message(12, NOW);
    history.append(List.of(message));

    Answer answer = messages("", some.ann());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json()).containsOnlyKeys("messages", "next").containsEntry("next", null);
    assertThat(list(answer, "messages"))
        .containsExactly(
            Map.of(
                "thread_id", some.thread().value(),
                "message_id", message.id().toString(),
                "seq", 12,
                "prev", 11,
                "sender_id", some.ann().value(),
                "temp_id", "t-12",
                "text", message.text(),
                "sent_at", NOW.toEpochMilli()));
  }

  /** A removal has no words, and a new name concerns no user: the fields are there all the same. */
  @Test
  void shouldGiveEmptyFieldsOfChangesWhenMemberReads() {
    history.append(
        List.of(
            some.saying(
                1,
                new MembershipChange(Change.REMOVED, List.of(some.bob()), Role.MEMBER, "", ""),
                NOW),
            some.saying(
                2, new MembershipChange(Change.RENAMED, List.of(), Role.MEMBER, "us", ""), NOW)));

    List<Map<String, @Nullable Object>> changes = list(messages("", some.ann()), "messages");

    assertThat(changes.getFirst())
        .containsEntry("text", "")
        .containsEntry("users", List.of(some.bob().value()))
        .doesNotContainKeys("media_id", "target", "edited", "deleted");
    assertThat(changes.getLast()).containsEntry("text", "us").containsEntry("users", List.of());
  }

  @Test
  void shouldRefuseWhenStrangerReads() {
    history.append(List.of(some.message(1, NOW)));

    Answer answer = messages("", new UserId("mallory"));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.field("code")).isEqualTo("NOT_A_MEMBER");
    assertThat(answer.body()).doesNotContain("text 1");
  }

  @Test
  void shouldPartitionHistoryWhenPageSizesDiffer() {
    List<Integer> all = new ArrayList<>();
    for (int seq = 0; seq < 57; seq++) {
      all.add(seq);
      history.append(List.of(some.message(seq, NOW)));
    }
    for (int size : new int[] {1, 7, 50}) {
      List<Integer> backwards = new ArrayList<>();
      for (Object next = Long.MAX_VALUE; next != null; ) {
        Answer page = messages("?limit=" + size + "&before=" + next, some.bob());
        backwards.addAll(0, seqs(page));
        next = page.json().get("next");
      }
      List<Integer> forwards = new ArrayList<>();
      for (Object next = -1; next != null; ) {
        Answer page = messages("?limit=" + size + "&after=" + next, some.bob());
        forwards.addAll(seqs(page));
        next = page.json().get("next");
      }
      assertThat(backwards).isEqualTo(all);
      assertThat(forwards).isEqualTo(all);
    }
  }

  @Test
  void shouldNameFieldValueAndExpectationWhenQueryIsBad() {
    refused("?limit=0", "limit: 0 (expected: 1 to 100)");
    refused("?limit=101", "limit: 101 (expected: 1 to 100)");
    refused("?limit=many", "limit: not a number (expected: 1 to 100)");
    refused("?before=-1", "before: -1 (expected: >= 0)");
    refused("?after=-2", "after: -2 (expected: >= -1)");
    refused("?seen=-1", "seen: -1 (expected: >= 0)");
    refused("?before=1&after=1", "before, after: both (expected: at most one of them)");
    Answer thread = node.get("/thread/v1/x:1/messages", token(some.ann()));
    assertThat(thread.status()).isEqualTo(400);
    assertThat(thread.field("detail"))
        .isEqualTo("thread_id: x:1 (expected: d:USER:USER or g:GROUP)");
    assertThat(node.get("/thread/v1?order=newest", token(some.ann())).field("detail"))
        .isEqualTo("order: newest (expected: id or recent)");
  }

  @Test
  void shouldWaitForSeenSeqWhenItIsNotStoredYet() throws Exception {
    history.append(List.of(some.message(1, NOW)));
    CompletableFuture<Answer> reading =
        CompletableFuture.supplyAsync(() -> messages("?seen=2", some.ann()));
    history.append(List.of(some.message(2, NOW)));

    Answer answer = reading.get(10, TimeUnit.SECONDS);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(seqs(answer)).containsExactly(1, 2);
  }

  @Test
  void shouldAskToComeBackWhenSeenSeqIsNotStoredInTime() {
    history.append(List.of(some.message(1, NOW)));

    Answer answer = messages("?seen=99", some.ann());

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.retryAfter()).isEqualTo("1");
    assertThat(answer.field("detail")).isEqualTo("seen: 99 (not stored yet)");
  }

  @Test
  void shouldListThreadsWithCursorsWhenUserHasSome() {
    history.append(List.of(some.message(3, NOW), some.message(4, NOW.plus(Duration.ofHours(1)))));
    cursors.advance(
        List.of(
            new Cursors.Cursor(some.thread(), some.bob(), Status.DELIVERED, 4),
            new Cursors.Cursor(some.thread(), some.bob(), Status.READ, 3)));

    Answer answer = node.get("/thread/v1", token(some.ann()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json()).containsEntry("next", null);
    assertThat(list(answer, "threads"))
        .containsExactly(
            Map.of(
                "thread_id", some.thread().value(),
                "last_seq", 4,
                "last_message", list(messages("?limit=1", some.ann()), "messages").getFirst(),
                "unread", 1,
                "delivered", Map.of(some.bob().value(), 4),
                "read", Map.of(some.bob().value(), 3)));
  }

  @Test
  void shouldPageThreadsWhenThereAreMoreThanTheLimit() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      UserId other = new UserId("zz" + i);
      ThreadId thread = ThreadId.direct(some.ann(), other);
      Message template = some.message(i, NOW);
      history.append(
          List.of(
              new Message(thread, template.id(), i, -1, some.ann(), template.tempId(), "hi", 1L)));
      expected.add(thread.value());
    }
    List<String> read = new ArrayList<>();
    String query = "?limit=2";
    for (Object next = ""; next != null; query = "?limit=2&cursor=" + next) {
      Answer page = node.get("/thread/v1" + query, token(some.ann()));
      list(page, "threads").forEach(thread -> read.add(String.valueOf(thread.get("thread_id"))));
      next = page.json().get("next");
    }
    assertThat(read).isEqualTo(expected);
    assertThat(node.get("/thread/v1?cursor=x", token(some.ann())).field("detail"))
        .isEqualTo("cursor: x (expected: d:USER:USER or g:GROUP)");
  }

  @Test
  void shouldShowReadsInMetricsWhenHistoryWasRead() {
    assertThat(messages("", some.ann()).status()).isEqualTo(200);

    assertThat(node.get("/prometheus", null).body())
        .contains("messenger_history_read_seconds_count")
        .contains("messenger_history_read_seconds_bucket");
  }

  private void refused(String query, String detail) {
    Answer answer = messages(query, some.ann());
    assertThat(answer.status()).as(query).isEqualTo(400);
    assertThat(answer.field("code")).isEqualTo("MALFORMED");
    assertThat(answer.field("detail")).isEqualTo(detail);
  }

  private Answer messages(String query, UserId reader) {
    return node.get("/thread/v1/" + some.thread() + "/messages" + query, token(reader));
  }

  private String token(UserId user) {
    return tokens.issue(user, new DeviceId("phone")).token();
  }

  @SuppressWarnings("unchecked") // The bodies under test hold lists of objects.
  private static List<Map<String, @Nullable Object>> list(Answer answer, String field) {
    return (List<Map<String, @Nullable Object>>) answer.field(field);
  }

  private static List<Integer> seqs(Answer answer) {
    return list(answer, "messages").stream()
        .map(message -> (Integer) message.get("seq"))
        .map(Objects::requireNonNull)
        .toList();
  }
}
