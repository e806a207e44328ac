package org.plumbline.messenger.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.compose.Part;
import org.plumbline.messenger.DataServers;
import org.plumbline.messenger.log.LogEntry;
import org.plumbline.messenger.log.MessageLog;
import org.plumbline.messenger.log.MessageLogContract;

class KafkaMessageLogIT implements MessageLogContract {

  private final List<KafkaMessageLog> opened = new ArrayList<>();

  private KafkaLogConfig config(String topic) {
    var kafka = DataServers.topology().server(Part.KAFKA);
    return new KafkaLogConfig(
        kafka.host() + ":" + kafka.port(),
        topic,
        4,
        (short) 1,
        1,
        Duration.ofSeconds(5),
        Duration.ofSeconds(6),
        10_000,
        Duration.ofSeconds(30));
  }

  private KafkaMessageLog open(String topic) {
    KafkaMessageLog log = new KafkaMessageLog(config(topic), new SimpleMeterRegistry());
    opened.add(log);
    return log;
  }

  @Override
  public MessageLog log() {
    return open("log-" + UUID.randomUUID());
  }

  @AfterEach
  void close() {
    opened.forEach(KafkaMessageLog::close);
  }

  @Test
  void shouldHandOnAgainWhatWasNotSafeWhenAnotherTakesOver() throws Exception {
    String topic = "log-" + UUID.randomUUID();
    KafkaMessageLog first = open(topic);
    for (int i = 0; i < 10; i++) {
      first.append(MessageLogContract.submission("bob", i)).get(30, TimeUnit.SECONDS);
    }
    NeverSafe stuck = new NeverSafe();
    first.work(stuck);
    assertThat(stuck.taken.get(30, TimeUnit.SECONDS)).isNotEmpty();
    first.close();
    Taking second = new Taking();
    open(topic).work(second);
    assertThat(second.await(10))
        .extracting(entry -> entry.submission().id().value())
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
  }

  @Test
  void shouldSayThatItIsNotReachableInsteadOfWaitingForever() {
    KafkaLogConfig nowhere =
        new KafkaLogConfig(
            "127.0.0.1:1",
            "t",
            1,
            (short) 1,
            1,
            Duration.ofSeconds(1),
            Duration.ofSeconds(6),
            10,
            Duration.ofSeconds(2));
    assertThatThrownBy(() -> new KafkaMessageLog(nowhere, new SimpleMeterRegistry()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("messenger.kafka.bootstrap-servers: 127.0.0.1:1");
  }

  @Test
  void shouldFailAnAppendThatCannotBeConfirmedAndSayThatItIsNotKnown() throws Exception {
    KafkaMessageLog log = open("log-" + UUID.randomUUID());
    log.append(MessageLogContract.submission("bob", 1)).get(30, TimeUnit.SECONDS);
    log.close();
    assertThatThrownBy(
            () -> log.append(MessageLogContract.submission("bob", 2)).get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(MessageLog.LogFull.class);
  }

  private static final class NeverSafe implements MessageLog.Worker {
    private final CompletableFuture<List<LogEntry>> taken = new CompletableFuture<>();

    @Override
    public CompletableFuture<@Nullable Void> take(List<LogEntry> entries) {
      taken.complete(entries);
      return new CompletableFuture<>();
    }

    @Override
    public void shareChanged() {
      // Nothing is remembered.
    }
  }
}
