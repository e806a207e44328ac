package org.plumbline.messenger.history.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.history.HistoryConfig;
import org.plumbline.messenger.history.HistoryStore;
import org.plumbline.messenger.history.HistoryStoreContract;
import org.plumbline.messenger.history.SomeMessages;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.TempId;

class InMemoryMessageHistoryTest implements HistoryStoreContract {

  private static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final HistoryConfig config =
      new HistoryConfig(Duration.ofHours(24), Duration.ofSeconds(2), 100);
  private final HistoryStore history = new InMemoryMessageHistory(config, clock(now));
  private final HistoryStore other = new InMemoryMessageHistory("other", config, clock(now));

  @Override
  public HistoryStore history() {
    return history;
  }

  @Override
  public HistoryStore other() {
    return other;
  }

  @Override
  public Instant now() {
    return now.get();
  }

  @Test
  void shouldForgetFirstMessageWhenWindowIsOver() {
    SomeMessages some = new SomeMessages();
    Message first = some.message(2, NOW);
    history.append(List.of(first));

    now.set(NOW.plus(Duration.ofHours(24)));
    assertThat(history.firstOf(some.thread(), some.ann(), new TempId("t-2"))).contains(first);
    now.set(NOW.plus(Duration.ofHours(24)).plusMillis(1));
    assertThat(history.firstOf(some.thread(), some.ann(), new TempId("t-2"))).isEmpty();
  }

  private static InstantSource clock(AtomicReference<Instant> now) {
    return now::get;
  }
}
