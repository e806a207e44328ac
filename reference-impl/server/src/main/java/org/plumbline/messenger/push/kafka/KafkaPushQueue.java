package org.plumbline.messenger.push.kafka;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.log.kafka.KafkaLogConfig;
import org.plumbline.messenger.log.kafka.KafkaTopics;
import org.plumbline.messenger.push.MissedMessage;
import org.plumbline.messenger.push.PushConfig;
import org.plumbline.messenger.push.PushQueue;

/**
 * The notes in one topic. The producer is made at the first note, so a node whose users have no
 * push pays nothing for it; batches gather for a few milliseconds, since nobody waits for a push.
 */
@Singleton
@Requires(property = "messenger.servers", value = "real")
final class KafkaPushQueue implements PushQueue, AutoCloseable {

  private static final Duration CLOSE_MAX = Duration.ofSeconds(3);

  private final KafkaLogConfig servers;
  private final KafkaPushConfig config;
  private final PushConfig limits;
  private @Nullable KafkaProducer<String, byte[]> producer;
  private @Nullable KafkaPushLoop loop;

  KafkaPushQueue(KafkaLogConfig servers, KafkaPushConfig config, PushConfig limits) {
    this.servers = servers;
    this.config = config;
    this.limits = limits;
  }

  @Override
  public CompletableFuture<@Nullable Void> add(List<MissedMessage> notes) {
    KafkaProducer<String, byte[]> to = producer();
    List<CompletableFuture<@Nullable Void>> added = new ArrayList<>(notes.size());
    for (MissedMessage note : notes) {
      CompletableFuture<@Nullable Void> safe = new CompletableFuture<>();
      added.add(safe);
      try {
        var _ =
            to.send(
                new ProducerRecord<>(config.topic(), note.user().value(), NoteCodec.encode(note)),
                (_, failure) -> {
                  if (failure == null) {
                    safe.complete(null);
                  } else {
                    safe.completeExceptionally(failure);
                  }
                });
      } catch (RuntimeException e) {
        safe.completeExceptionally(e);
      }
    }
    return CompletableFuture.allOf(added.toArray(CompletableFuture[]::new))
        .<@Nullable Void>thenApply(_ -> null);
  }

  private synchronized KafkaProducer<String, byte[]> producer() {
    if (producer == null) {
      Map<String, Object> settings =
          KafkaTopics.producerSettings(servers.bootstrapServers(), limits.noteWithin());
      settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
      settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L << 20);
      producer = new KafkaProducer<>(settings);
      // A node may write before any worker reads. Without the topic the notes fail, as without
      // Kafka.
      var _ = PushTopic.exists(servers, config);
    }
    return producer;
  }

  @Override
  public synchronized void work(Worker worker) {
    loop = new KafkaPushLoop(servers, config, limits, worker);
    loop.start();
  }

  @Override
  public synchronized void stop() {
    KafkaPushLoop running = loop;
    if (running != null) {
      running.stop();
      loop = null;
    }
  }

  @Override
  public long waiting() {
    KafkaPushLoop running = loop;
    return running == null ? 0 : running.waiting();
  }

  @Override
  public synchronized void close() {
    stop();
    KafkaProducer<String, byte[]> made = producer;
    if (made != null) {
      made.close(CLOSE_MAX);
    }
  }
}
