package org.plumbline.messenger.log.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.log.LogEntry;
import org.plumbline.messenger.log.MessageLog;

/** The log in one Kafka topic, keyed by thread, confirmed by all in-sync replicas. */
@Singleton
@Requires(property = "messenger.servers", value = "real")
final class KafkaMessageLog implements MessageLog, AutoCloseable {

  private final KafkaLogConfig config;
  private final KafkaDeadLetters letters;
  private final MeterRegistry meters;
  private final KafkaProducer<String, byte[]> producer;
  private @Nullable KafkaWorkerLoop loop;

  KafkaMessageLog(KafkaLogConfig config, KafkaDeadLetters letters, MeterRegistry meters) {
    this.config = config;
    this.letters = letters;
    this.meters = meters;
    KafkaTopics.create(config, config.topic(), config.partitions(), Map.of());
    producer = new KafkaProducer<>(KafkaTopics.neverBlocking(config));
    KafkaBytes.count("producer", producer.metrics(), meters);
    KafkaTopics.learnPartitions(producer, config, config.topic(), meters.config().clock());
  }

  @Override
  public CompletableFuture<Long> append(LogEntry.Submission submission) {
    CompletableFuture<Long> appended = new CompletableFuture<>();
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            config.topic(), submission.thread().value(), RecordCodec.encode(submission));
    try {
      var _ =
          producer.send(
              record,
              (metadata, failure) -> {
                if (failure == null) {
                  appended.complete(metadata.offset());
                } else {
                  appended.completeExceptionally(
                      new LogUnconfirmed("not confirmed: " + failure.getMessage(), failure));
                }
              });
    } catch (RuntimeException e) {
      appended.completeExceptionally(new LogFull("not taken: " + e.getMessage(), e));
    }
    return appended;
  }

  @Override
  public synchronized void work(Worker worker) {
    loop = new KafkaWorkerLoop(config, worker, letters, meters);
    loop.start();
  }

  @Override
  public synchronized void stop() {
    KafkaWorkerLoop running = loop;
    if (running != null) {
      running.stop();
      loop = null;
    }
  }

  @Override
  public void close() {
    stop();
    producer.close(config.confirmWithin());
  }
}
