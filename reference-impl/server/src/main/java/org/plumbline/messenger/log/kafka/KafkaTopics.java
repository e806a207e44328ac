package org.plumbline.messenger.log.kafka;

import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** How this node makes its topics and writes to them. */
public final class KafkaTopics {

  private static final int RECONNECT_MILLIS_MAX = 500;

  private KafkaTopics() {}

  /**
   * Of a producer whose records survive what the topic's replicas survive.
   *
   * @param confirmWithin after this time a record counts as unconfirmed; a send blocks no longer
   */
  public static Map<String, Object> producerSettings(
      String bootstrapServers, Duration confirmWithin) {
    Map<String, Object> settings = new HashMap<>();
    int within = (int) confirmWithin.toMillis();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, within);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, within);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, within / 2);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MILLIS_MAX);
    return settings;
  }

  /** Of a producer that event loops call: it refuses at once rather than wait there. */
  static Map<String, Object> neverBlocking(KafkaLogConfig config) {
    Map<String, Object> settings =
        producerSettings(config.bootstrapServers(), config.confirmWithin());
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, config.linger().toMillis());
    // Then the topic's metadata must never be dropped for want of use.
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, TimeUnit.DAYS.toMillis(1));
    return settings;
  }

  /**
   * Makes the topic unless it is there.
   *
   * @return how many partitions it has, whoever made it
   * @throws IllegalStateException when Kafka does not answer within the time for a start
   */
  public static int create(
      KafkaLogConfig config, String name, int partitions, Map<String, String> settings) {
    return create(config, name, partitions, config.replicas(), config.startWithin(), settings);
  }

  /**
   * Makes the topic unless it is there.
   *
   * @return how many partitions it has, whoever made it
   * @throws IllegalStateException when Kafka does not answer within that time
   */
  public static int create(
      KafkaLogConfig config,
      String name,
      int partitions,
      short replicas,
      Duration within,
      Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(config.inSyncReplicasMin()));
    int millis = (int) within.toMillis();
    // The client's own bound too: closing it waits for what is still asked.
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                config.bootstrapServers(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                millis,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                millis))) {
      NewTopic topic = new NewTopic(name, partitions, replicas).configs(all);
      try {
        admin.createTopics(List.of(topic)).all().get(millis, TimeUnit.MILLISECONDS);
        return partitions;
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
        return partitionsOf(admin, name, millis);
      }
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw unreachable(config, name, within, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the topic was created", e);
    }
  }

  private static int partitionsOf(Admin admin, String name, int millis)
      throws ExecutionException, TimeoutException, InterruptedException {
    return admin
        .describeTopics(List.of(name))
        .allTopicNames()
        .get(millis, TimeUnit.MILLISECONDS)
        .values()
        .iterator()
        .next()
        .partitions()
        .size();
  }

  /** Fetched now, so that no send has to wait for it: a send never blocks (see the settings). */
  static void learnPartitions(
      KafkaProducer<String, byte[]> producer, KafkaLogConfig config, String topic, Clock clock) {
    long deadline = clock.monotonicTime() + config.startWithin().toNanos();
    while (true) {
      try {
        producer.partitionsFor(topic);
        return;
      } catch (org.apache.kafka.common.errors.TimeoutException e) {
        if (clock.monotonicTime() - deadline > 0) {
          throw unreachable(config, topic, config.startWithin(), e);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  private static IllegalStateException unreachable(
      KafkaLogConfig config, String topic, Duration within, Exception cause) {
    return new IllegalStateException(
        "messenger.kafka.bootstrap-servers: "
            + config.bootstrapServers()
            + ": topic "
            + topic
            + " could not be created within "
            + within
            + " (expected: a reachable Kafka)",
        cause);
  }
}
