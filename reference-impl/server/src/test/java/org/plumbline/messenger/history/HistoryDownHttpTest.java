package org.plumbline.messenger.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.HttpCalls;
import org.plumbline.messenger.HttpCalls.Answer;
import org.plumbline.messenger.account.Tokens;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

@MicronautTest
@Property(name = "messenger.servers", value = "memory")
@Property(name = "test.history", value = "down")
class HistoryDownHttpTest {

  @Test
  void shouldAskToComeBackWhenStoreIsDown(EmbeddedServer server, Tokens tokens) {
    HttpCalls node = new HttpCalls(server.getURI());
    String token = tokens.issue(new UserId("a"), new DeviceId("phone")).token();
    for (String path :
        List.of("/thread/v1", "/thread/v1/d:a:b/messages", "/thread/v1/d:a:b/messages?seen=4")) {
      Answer answer = node.get(path, token);
      assertThat(answer.status()).as(path).isEqualTo(503);
      assertThat(answer.retryAfter()).as(path).isEqualTo("1");
      assertThat(answer.field("code")).isEqualTo("UNAVAILABLE");
      assertThat(answer.json()).containsOnlyKeys("code", "detail");
    }
  }

  /** A store that cannot be reached. */
  @Singleton
  @Primary
  @Requires(property = "test.history", value = "down")
  static final class Down implements MessageHistory {

    @Override
    public void append(List<Message> messages) {
      throw down();
    }

    @Override
    public Page before(ThreadId thread, long seq, int limit) {
      throw down();
    }

    @Override
    public Page after(ThreadId thread, long seq, int limit) {
      throw down();
    }

    @Override
    public Optional<Message> find(ThreadId thread, long seq) {
      throw down();
    }

    @Override
    public Optional<Message> find(ThreadId thread, long seq, LongPredicate counts) {
      throw down();
    }

    @Override
    public long lastSeqBefore(ThreadId thread, long seq) {
      throw down();
    }

    @Override
    public Optional<Message> firstOf(ThreadId thread, UserId sender, TempId tempId) {
      throw down();
    }

    @Override
    public List<ThreadId> threadsOf(UserId user, Optional<ThreadId> after, int limit) {
      throw down();
    }

    private static HistoryUnavailable down() {
      return new HistoryUnavailable("down", new IOException("down"));
    }
  }
}
