package org.plumbline.messenger.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.compose.Part;
import org.plumbline.messenger.DataServers;
import org.plumbline.messenger.directory.Await;
import org.plumbline.messenger.log.DeadLetter;
import org.plumbline.messenger.log.DeadLetterMeters;
import org.plumbline.messenger.log.DeadLetters;
import org.plumbline.messenger.log.LogEntry;
import org.plumbline.messenger.log.MessageLog;
import org.plumbline.messenger.log.MessageLogContract;

class KafkaMessageLogIT implements MessageLogContract {

  private final List<KafkaMessageLog> opened = new ArrayList<>();
  private final List<KafkaDeadLetters> lettersOpened = new ArrayList<>();

  private KafkaLogConfig config(String topic) {
    var kafka = DataServers.topology().server(Part.KAFKA);
    return new KafkaLogConfig(
        kafka.host() + ":" + kafka.port(),
        topic,
        4,
        (short) 1,
        1,
        Duration.ZERO,
        Duration.ofSeconds(5),
        Duration.ofSeconds(6),
        10_000,
        Duration.ofSeconds(30));
  }

  private KafkaMessageLog open(String topic) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    KafkaDeadLetters letters =
        new KafkaDeadLetters(config(topic), new DeadLetterMeters(registry), registry);
    lettersOpened.add(letters);
    KafkaMessageLog log = new KafkaMessageLog(config(topic), letters, registry);
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
    lettersOpened.forEach(KafkaDeadLetters::close);
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
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofSeconds(6),
            10,
            Duration.ofSeconds(2));
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    assertThatThrownBy(
            () -> new KafkaDeadLetters(nowhere, new DeadLetterMeters(registry), registry))
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

  @Test
  void shouldLayAsideWhatCannotBeReadOrTakenAndGoOn() throws Exception {
    String topic = "log-" + UUID.randomUUID();
    KafkaMessageLog log = open(topic);
    KafkaDeadLetters letters = lettersOpened.getLast();
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(KafkaTopics.neverBlocking(config(topic)))) {
      KafkaTopics.learnPartitions(producer, config(topic), topic, Clock.SYSTEM);
      for (String key : List.of("d:ada:bob", "d:ada:carol")) {
        producer
            .send(new ProducerRecord<>(topic, key, new byte[] {99, 1}))
            .get(30, TimeUnit.SECONDS);
      }
    }
    for (int i = 0; i < 4; i++) {
      log.append(MessageLogContract.submission("bob", i)).get(30, TimeUnit.SECONDS);
    }
    Choking worker = new Choking(2);
    log.work(worker);
    assertThat(worker.taken.await(4 - 1))
        .extracting(entry -> entry.submission().id().value())
        .containsExactly(0L, 1L, 3L);
    Await.until("three letters", Duration.ofSeconds(30), () -> letters.list(10).size() == 3);
    assertThat(letters.list(10))
        .extracting(DeadLetter::cause)
        .containsOnly(DeadLetter.Cause.UNDECODABLE, DeadLetter.Cause.NOT_TAKEN);
    assertThat(letters.list(10)).allMatch(letter -> letter.partition() >= 0);
    DeadLetters.Replayed replayed =
        letters.replay(
            letter ->
                letter.submission() == null ? DeadLetter.Fate.KEPT : DeadLetter.Fate.REPLAYED);
    assertThat(replayed).isEqualTo(new DeadLetters.Replayed(1, 0, 2, true));
    assertThat(letters.list(10)).hasSize(2).allMatch(letter -> letter.submission() == null);
    assertThat(letters.replay(_ -> DeadLetter.Fate.NOT_NOW).finished()).isFalse();
    assertThat(letters.list(1)).hasSize(1);
  }

  /** Fails on the message of one id, with whichever others it comes. */
  private static final class Choking implements MessageLog.Worker {
    private final Taking taken = new Taking();
    private final long poison;

    private Choking(long poison) {
      this.poison = poison;
    }

    @Override
    public CompletableFuture<@Nullable Void> take(List<LogEntry> entries) {
      if (entries.stream().anyMatch(entry -> entry.submission().id().value() == poison)) {
        throw new IllegalStateException("planted");
      }
      return taken.take(entries);
    }

    @Override
    public void shareChanged() {
      taken.shareChanged();
    }
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
