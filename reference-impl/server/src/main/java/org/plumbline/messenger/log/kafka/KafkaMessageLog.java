package org.plumbline.messenger.log.kafka;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.log.LogEntry;
import org.plumbline.messenger.log.MessageLog;

/** The log in one Kafka topic, keyed by thread, confirmed by all in-sync replicas. */
@Singleton
@Requires(property = "messenger.servers", value = "real")
final class KafkaMessageLog implements MessageLog, AutoCloseable {

  private final KafkaLogConfig config;
  private final MeterRegistry meters;
  private final KafkaProducer<String, byte[]> producer;
  private @Nullable KafkaWorkerLoop loop;

  KafkaMessageLog(KafkaLogConfig config, MeterRegistry meters) {
    this.config = config;
    this.meters = meters;
    createTopic(config);
    producer = new KafkaProducer<>(producerSettings(config));
    learnPartitions();
  }

  /** Fetched now, so that no send has to wait for it: a send never blocks (see the settings). */
  private void learnPartitions() {
    Clock clock = meters.config().clock();
    long deadline = clock.monotonicTime() + config.startWithin().toNanos();
    while (true) {
      try {
        producer.partitionsFor(config.topic());
        return;
      } catch (org.apache.kafka.common.errors.TimeoutException e) {
        if (clock.monotonicTime() - deadline > 0) {
          throw unreachable(config, e);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  private static Map<String, Object> producerSettings(KafkaLogConfig config) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) config.confirmWithin().toMillis());
    settings.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) config.confirmWithin().toMillis() / 2);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    // A socket's event loop calls send(): better to refuse at once than to wait there. The topic's
    // metadata must therefore never be dropped for want of use.
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, TimeUnit.DAYS.toMillis(1));
    return settings;
  }

  private static void createTopic(KafkaLogConfig config) {
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers()))) {
      NewTopic topic =
          new NewTopic(config.topic(), config.partitions(), config.replicas())
              .configs(
                  Map.of(
                      TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                      String.valueOf(config.inSyncReplicasMin())));
      admin
          .createTopics(List.of(topic))
          .all()
          .get(config.startWithin().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw unreachable(config, e);
      }
    } catch (TimeoutException e) {
      throw unreachable(config, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the topic was created", e);
    }
  }

  private static IllegalStateException unreachable(KafkaLogConfig config, Exception cause) {
    return new IllegalStateException(
        "messenger.kafka.bootstrap-servers: "
            + config.bootstrapServers()
            + ": topic "
            + config.topic()
            + " could not be created within "
            + config.startWithin()
            + " (expected: a reachable Kafka)",
        cause);
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
    loop = new KafkaWorkerLoop(config, worker, meters);
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
