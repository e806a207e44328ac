package org.plumbline.messenger.log.kafka;

import io.micrometer.core.instrument.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.log.DeadLetter;
import org.plumbline.messenger.log.LogEntry;
import org.plumbline.messenger.log.MessageLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the records of one partition to the worker, and lays aside those that cannot be read or
 * that the worker fails on, so that those behind them go on. Used by the polling thread alone.
 */
final class RecordsInHand {

  private static final Logger LOG = LoggerFactory.getLogger(RecordsInHand.class);
  private static final int TAKES_MAX = 3;
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

  private final MessageLog.Worker worker;
  private final KafkaDeadLetters letters;
  private final Clock clock;

  RecordsInHand(MessageLog.Worker worker, KafkaDeadLetters letters, Clock clock) {
    this.worker = worker;
    this.letters = letters;
    this.clock = clock;
  }

  /** Completes when nothing of them would be lost if this process died now. */
  CompletableFuture<@Nullable Void> take(List<ConsumerRecord<String, byte[]>> records) {
    List<CompletableFuture<@Nullable Void>> parts = new ArrayList<>();
    List<LogEntry> entries = new ArrayList<>(records.size());
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        entries.add(new LogEntry(record.offset(), RecordCodec.decode(record.value())));
      } catch (RuntimeException e) {
        parts.add(layAside(record, DeadLetter.Cause.UNDECODABLE, e));
      }
    }
    try {
      parts.add(worker.take(entries));
    } catch (RuntimeException e) {
      LOG.error("{} entries failed together; each is tried alone", entries.size(), e);
      for (LogEntry entry : entries) {
        parts.add(takeAlone(entry, records));
      }
    }
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
        .<@Nullable Void>thenApply(_ -> null);
  }

  private CompletableFuture<@Nullable Void> takeAlone(
      LogEntry entry, List<ConsumerRecord<String, byte[]>> records) {
    for (int attempt = 1; ; attempt++) {
      try {
        return worker.take(List.of(entry));
      } catch (RuntimeException e) {
        if (attempt == TAKES_MAX) {
          ConsumerRecord<String, byte[]> record =
              records.stream()
                  .filter(each -> each.offset() == entry.seq())
                  .findFirst()
                  .orElseThrow();
          return layAside(record, DeadLetter.Cause.NOT_TAKEN, e);
        }
      }
    }
  }

  private CompletableFuture<@Nullable Void> layAside(
      ConsumerRecord<String, byte[]> record, DeadLetter.Cause cause, RuntimeException failure) {
    LOG.error(
        "{}-{} offset {} becomes a dead letter",
        record.topic(),
        record.partition(),
        record.offset(),
        failure);
    DeadLetter letter =
        new DeadLetter(
            cause,
            String.valueOf(failure.getMessage()),
            record.partition(),
            record.offset(),
            clock.wallTime(),
            null);
    return safely(letter, record);
  }

  /** Until it is safe; its offset is not committed before. */
  private CompletableFuture<@Nullable Void> safely(
      DeadLetter letter, ConsumerRecord<String, byte[]> record) {
    return letters
        .add(letter, record.key(), record.value())
        .handle((_, failure) -> failure)
        .thenCompose(
            failure -> {
              if (failure == null) {
                return CompletableFuture.<@Nullable Void>completedFuture(null);
              }
              return CompletableFuture.<@Nullable Void>completedFuture(null)
                  .thenComposeAsync(_ -> safely(letter, record), LATER);
            });
  }
}
