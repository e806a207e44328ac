package org.plumbline.messenger.log.kafka;

import io.micrometer.core.instrument.Clock;
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
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** How this node makes its topics and writes to them. */
final class KafkaTopics {

  private KafkaTopics() {}

  static Map<String, Object> producerSettings(KafkaLogConfig config) {
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

  /** Makes the topic unless it is there. */
  static void create(
      KafkaLogConfig config, String name, int partitions, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(config.inSyncReplicasMin()));
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers()))) {
      NewTopic topic = new NewTopic(name, partitions, config.replicas()).configs(all);
      admin
          .createTopics(List.of(topic))
          .all()
          .get(config.startWithin().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw unreachable(config, name, e);
      }
    } catch (TimeoutException e) {
      throw unreachable(config, name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the topic was created", e);
    }
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
          throw unreachable(config, topic, e);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  private static IllegalStateException unreachable(
      KafkaLogConfig config, String topic, Exception cause) {
    return new IllegalStateException(
        "messenger.kafka.bootstrap-servers: "
            + config.bootstrapServers()
            + ": topic "
            + topic
            + " could not be created within "
            + config.startWithin()
            + " (expected: a reachable Kafka)",
        cause);
  }
}
