package org.plumbline.floors;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A bare producer that writes records of a message's size to a topic of its own, confirmed by all
 * replicas in sync, with the messenger's own settings: how many messages a second the log could
 * take if nothing else were done with them. It counts {@code done} and {@code failed}.
 */
final class KafkaFloor implements Floor {

  static final Set<String> ARGUMENTS =
      Set.of("bootstrap", "topic", "partitions", "value_bytes", "in_flight", "linger");

  private static final Duration WITHIN = Duration.ofSeconds(30);
  private static final int CONFIRM_MILLIS = 5_000;
  private static final int KEYS = 1_000;
  private static final String KEPT_BYTES_OF_PARTITION = "67108864";
  private static final Duration REMOVED_WITHIN = Duration.ofSeconds(3);

  private final String bootstrap;
  private final KafkaProducer<String, byte[]> producer;
  private final String topic;
  private final byte[] value;
  private final InFlight inFlight;
  private final String[] keys = new String[KEYS];
  private int next;

  private KafkaFloor(
      String bootstrap,
      KafkaProducer<String, byte[]> producer,
      String topic,
      byte[] value,
      InFlight inFlight) {
    this.bootstrap = bootstrap;
    this.producer = producer;
    this.topic = topic;
    this.value = value;
    this.inFlight = inFlight;
    for (int key = 0; key < KEYS; key++) {
      keys[key] = "d:floor-sender-%06d:floor-recipient-%06d".formatted(key, key);
    }
  }

  /**
   * Writes when it is asked to, until standard input ends. Arguments: {@code bootstrap}
   * (host:port), {@code topic}, {@code partitions} (8), {@code value_bytes} (220), {@code
   * in_flight} (2048), {@code linger} in milliseconds (0).
   */
  public static void main(String[] words) {
    System.exit(Conversation.hold("KafkaFloor", words, ARGUMENTS, KafkaFloor::open));
  }

  static KafkaFloor open(Arguments arguments) {
    String bootstrap = arguments.text("bootstrap", null);
    String topic = arguments.text("topic", "floor");
    int partitions = arguments.number("partitions", 8, 1, 1_000);
    byte[] value = new byte[arguments.number("value_bytes", 220, 1, 100_000)];
    // A compressor, should there be one, must not find a page of zeros.
    new SplittableRandom(value.length).nextBytes(value);
    InFlight inFlight = new InFlight(arguments.number("in_flight", 2_048, 1, 100_000));
    int linger = arguments.number("linger", 0, 0, 1_000);
    createTopic(bootstrap, topic, partitions);
    KafkaProducer<String, byte[]> producer = new KafkaProducer<>(settings(bootstrap, linger));
    // Fetched now, since a send never waits for it.
    var _ = producer.partitionsFor(topic);
    return new KafkaFloor(bootstrap, producer, topic, value, inFlight);
  }

  /** As the messenger's own producer has them, but for the wait for a topic's partitions. */
  private static Map<String, Object> settings(String bootstrap, int linger) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, linger);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, CONFIRM_MILLIS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, CONFIRM_MILLIS / 2);
    return settings;
  }

  private static void createTopic(String bootstrap, String topic, int partitions) {
    try (Admin admin = admin(bootstrap)) {
      NewTopic wanted =
          new NewTopic(topic, Optional.of(partitions), Optional.empty())
              .configs(Map.of(TopicConfig.RETENTION_BYTES_CONFIG, KEPT_BYTES_OF_PARTITION));
      admin.createTopics(List.of(wanted)).all().get(WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw unreachable(bootstrap, e);
      }
    } catch (TimeoutException e) {
      throw unreachable(bootstrap, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the topic was created", e);
    }
  }

  private static Admin admin(String bootstrap) {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) WITHIN.toMillis(),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) WITHIN.toMillis()));
  }

  private static IllegalStateException unreachable(String bootstrap, Exception cause) {
    return new IllegalStateException(
        "bootstrap: "
            + bootstrap
            + ": no topic within "
            + WITHIN
            + " (expected: a reachable Kafka)",
        cause);
  }

  @Override
  public String address() {
    return "";
  }

  @Override
  public void work(Duration length) throws InterruptedException {
    inFlight.keepUp(length, this::sendOne);
  }

  private void sendOne() {
    next = (next + 1) % KEYS;
    var _ =
        producer.send(
            new ProducerRecord<>(topic, keys[next], value),
            (written, failure) -> inFlight.ended(failure));
  }

  @Override
  public Map<String, Long> counts() {
    return inFlight.counts();
  }

  /** Nobody reads the records: a server that lives on must not keep gigabytes of them. */
  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
    try (Admin admin = admin(bootstrap)) {
      admin
          .deleteTopics(List.of(topic))
          .all()
          .get(REMOVED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      System.err.println("KafkaFloor: the topic " + topic + " stays: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
