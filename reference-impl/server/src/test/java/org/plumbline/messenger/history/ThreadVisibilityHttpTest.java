package org.plumbline.messenger.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.HttpCalls;
import org.plumbline.messenger.HttpCalls.Answer;
import org.plumbline.messenger.account.Tokens;
import org.plumbline.messenger.membership.Memberships;
import org.plumbline.messenger.membership.ThreadMemberships;
import org.plumbline.messenger.membership.Visibility;
import org.plumbline.messenger.membership.Visibility.Span;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** The routes of threads as a former member, who was there twice, and as a stranger. */
@MicronautTest
@Property(name = "messenger.servers", value = "memory")
@Property(name = "spec.name", value = "thread-visibility")
@Property(name = "messenger.history.seen-wait", value = "50ms")
class ThreadVisibilityHttpTest {

  private static final UserId FORMER = new UserId("former");

  @Primary
  @Singleton
  @Replaces(ThreadMemberships.class)
  @Requires(property = "spec.name", value = "thread-visibility")
  static final class Scripted implements Memberships {

    @Override
    public Optional<ErrorCode> refusal(UserId user, ThreadId thread) {
      return thread.isDirectOf(user) ? Optional.empty() : Optional.of(ErrorCode.NOT_A_MEMBER);
    }

    @Override
    public CompletableFuture<Optional<ErrorCode>> decision(UserId user, ThreadId thread) {
      return CompletableFuture.completedFuture(refusal(user, thread));
    }

    @Override
    public List<UserId> recipients(ThreadId thread) {
      return thread.directUsers();
    }

    @Override
    public boolean isLarge(ThreadId thread) {
      return false;
    }

    @Override
    public Visibility visibility(UserId user, ThreadId thread) {
      if (user.equals(FORMER)) {
        return new Visibility(List.of(new Span(2, 4), new Span(7, 8)));
      }
      return thread.isDirectOf(user) ? Visibility.ALL : Visibility.NOTHING;
    }

    @Override
    public Visibility knownVisibility(UserId user, ThreadId thread) {
      return visibility(user, thread);
    }

    @Override
    public CompletableFuture<@Nullable Void> caughtUp() {
      return CompletableFuture.completedFuture(null);
    }
  }

  private final HttpCalls node;
  private final Tokens tokens;
  private final MessageHistory history;
  private final Cursors cursors;
  private final SomeMessages some = new SomeMessages();

  ThreadVisibilityHttpTest(
      EmbeddedServer server, Tokens tokens, MessageHistory history, Cursors cursors) {
    this.node = new HttpCalls(server.getURI());
    this.tokens = tokens;
    this.history = history;
    this.cursors = cursors;
  }

  @BeforeEach
  void talk() {
    List<Message> messages = new ArrayList<>();
    for (long seq = 0; seq < 12; seq++) {
      messages.add(some.message(seq, Instant.parse("2026-11-22T05:00:00Z")));
    }
    history.append(messages);
    cursors.advance(List.of(new Cursors.Cursor(some.thread(), some.bob(), Status.READ, 11)));
  }

  private Answer get(String path, String user) {
    String token = tokens.issue(new UserId(user), new DeviceId("phone")).token();
    return node.get("/thread/v1/" + some.thread() + "/messages" + path, token);
  }

  private static String seqs(Answer answer) {
    StringBuilder seqs = new StringBuilder();
    for (Object each : (List<?>) answer.field("messages")) {
      seqs.append(((Map<?, ?>) each).get("seq")).append(' ');
    }
    return seqs.append(answer.json().get("next")).toString();
  }

  @Test
  void shouldGiveAFormerMemberHisSpansByEveryRoad() {
    assertThat(seqs(get("", "former"))).isEqualTo("2 3 4 7 8 null");
    assertThat(seqs(get("?before=100", "former"))).isEqualTo("2 3 4 7 8 null");
    assertThat(seqs(get("?before=6&limit=2", "former"))).isEqualTo("3 4 3");
    assertThat(seqs(get("?before=3&limit=2", "former"))).isEqualTo("2 null");
    assertThat(seqs(get("?before=8&limit=2", "former"))).isEqualTo("4 7 4");
    assertThat(seqs(get("?after=-1&limit=3", "former"))).isEqualTo("2 3 4 4");
    assertThat(seqs(get("?after=4&limit=2", "former"))).isEqualTo("7 8 null");
    assertThat(seqs(get("?after=8", "former"))).isEqualTo("null");
    assertThat(get("", "former").body())
        .doesNotContain("\"prev\":1,")
        .doesNotContain("\"prev\":6,");
  }

  @Test
  void shouldNotLetAFormerMemberFindOutHowFarTheThreadHasComeByWaiting() {
    assertThat(get("?seen=11", "former").status()).isEqualTo(200);
    assertThat(get("?seen=100000", "former").status()).isEqualTo(200);
  }

  @Test
  void shouldTellAFormerMemberTheReadersOfWhatHeMaySeeAlone() {
    assertThat(get("/5/readers", "former").status()).isEqualTo(404);
    assertThat(get("/99/readers", "former").status()).isEqualTo(404);
    assertThat(get("/4/readers", "former").status()).isEqualTo(200);
  }

  @Test
  void shouldTellAStrangerNothing() {
    for (String path : List.of("", "?before=5", "?after=2", "?seen=3")) {
      Answer answer = get(path, "stranger");
      assertThat(answer.status()).as(path).isEqualTo(403);
      assertThat(answer.body()).doesNotContain("text ");
    }
    assertThat(get("/4/readers", "stranger").status()).isEqualTo(404);
    assertThat(node.get("/thread/v1/" + some.thread() + "/messages", "x.y.z").status())
        .isEqualTo(401);
  }

  @Test
  void shouldTellMembersWhoHasRead() {
    Answer answer = get("/4/readers", some.ann().value());
    assertThat(answer.body())
        .contains("\"user_id\":\"" + some.bob() + "\"")
        .contains("\"status\":\"READ\"");
    assertThat(get("/4/readers?limit=0", some.ann().value()).status()).isEqualTo(400);
    assertThat(get("/x/readers", some.ann().value()).status()).isEqualTo(400);
  }
}
