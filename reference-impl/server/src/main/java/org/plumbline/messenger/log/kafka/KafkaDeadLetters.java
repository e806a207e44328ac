package org.plumbline.messenger.log.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.log.DeadLetter;
import org.plumbline.messenger.log.DeadLetterMeters;
import org.plumbline.messenger.log.DeadLetters;
import org.plumbline.messenger.log.LogEntry.Submission;
import org.plumbline.messenger.log.Tally;

/**
 * Dead letters in the topic {@code messages.dlq}, of one partition, kept for ever. How far it was
 * replayed is the committed offset of the group {@code dead-letters}. Two replays at once try the
 * same letters twice, which changes nothing.
 */
@Singleton
@Requires(property = "messenger.servers", value = "real")
final class KafkaDeadLetters implements DeadLetters, AutoCloseable {

  private static final String GROUP = "dead-letters";
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaLogConfig config;
  private final DeadLetterMeters meters;
  private final KafkaProducer<String, byte[]> producer;
  private final TopicPartition partition;

  KafkaDeadLetters(KafkaLogConfig config, DeadLetterMeters meters, MeterRegistry registry) {
    this.config = config;
    this.meters = meters;
    String topic = config.topic() + ".dlq";
    this.partition = new TopicPartition(topic, 0);
    KafkaTopics.create(config, topic, 1, Map.of("retention.ms", "-1"));
    this.producer = new KafkaProducer<>(KafkaTopics.neverBlocking(config));
    KafkaTopics.learnPartitions(producer, config, topic, registry.config().clock());
  }

  @Override
  public CompletableFuture<@Nullable Void> add(DeadLetter letter) {
    Submission submission = Objects.requireNonNull(letter.submission());
    return add(letter, submission.thread().value(), RecordCodec.encode(submission));
  }

  /** Lays a record aside as it is. */
  CompletableFuture<@Nullable Void> add(DeadLetter letter, @Nullable String key, byte[] value) {
    CompletableFuture<@Nullable Void> added = new CompletableFuture<>();
    ProducerRecord<String, byte[]> record =
        DeadLetterRecords.record(partition.topic(), letter, key, value);
    try {
      var _ =
          producer.send(
              record,
              (_, failure) -> {
                if (failure == null) {
                  meters.added(letter.cause());
                  added.complete(null);
                } else {
                  added.completeExceptionally(unavailable(failure));
                }
              });
    } catch (RuntimeException e) {
      added.completeExceptionally(unavailable(e));
    }
    return added;
  }

  @Override
  public List<DeadLetter> list(int limit) {
    List<DeadLetter> found = new ArrayList<>();
    read(
        (_, record) -> {
          found.add(DeadLetterRecords.letter(record));
          return found.size() < limit;
        });
    return found;
  }

  @Override
  public Replayed replay(Function<DeadLetter, DeadLetter.Fate> attempt) {
    Tally tally = new Tally();
    boolean finished =
        read(
            (reader, record) -> {
              DeadLetter letter = DeadLetterRecords.letter(record);
              DeadLetter.Fate fate = attempt.apply(letter);
              if (fate == DeadLetter.Fate.NOT_NOW) {
                return false;
              }
              tally.count(fate);
              if (fate == DeadLetter.Fate.KEPT) {
                keep(letter, record);
              }
              reader.commitSync(
                  Map.of(partition, new OffsetAndMetadata(record.offset() + 1)),
                  config.confirmWithin());
              return true;
            });
    return tally.sums(finished);
  }

  private void keep(DeadLetter letter, ConsumerRecord<String, byte[]> record) {
    try {
      producer
          .send(DeadLetterRecords.record(partition.topic(), letter, record.key(), record.value()))
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    } catch (ExecutionException e) {
      throw unavailable(e);
    }
  }

  private interface Visit {
    /** Whether to go on to the next. */
    boolean of(KafkaConsumer<String, byte[]> reader, ConsumerRecord<String, byte[]> record);
  }

  /** From the first letter not replayed to the last one that is there now. */
  private boolean read(Visit visit) {
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      consumer.assign(List.of(partition));
      OffsetAndMetadata committed =
          consumer.committed(Set.of(partition), config.confirmWithin()).get(partition);
      if (committed == null) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, committed.offset());
      }
      long end =
          consumer
              .endOffsets(List.of(partition), config.confirmWithin())
              .getOrDefault(partition, 0L);
      while (consumer.position(partition, config.confirmWithin()) < end) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          if (record.offset() < end && !visit.of(consumer, record)) {
            return false;
          }
        }
      }
      return true;
    } catch (KafkaException e) {
      throw unavailable(e);
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
    return new KafkaConsumer<>(settings);
  }

  private static LettersUnavailable unavailable(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return new LettersUnavailable(
        "the dead letters cannot be reached: " + failure.getMessage(),
        cause == null ? failure : cause);
  }

  @Override
  public void close() {
    producer.close(config.confirmWithin());
  }
}
