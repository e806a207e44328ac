package org.plumbline.messenger.membership.kafka;

import io.micronaut.context.annotation.Requires;
import io.micronaut.json.JsonMapper;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.membership.GroupRecord;
import org.plumbline.messenger.membership.Member;
import org.plumbline.messenger.membership.MembershipLog;
import org.plumbline.protocol.ThreadId;

/** The feed in one compacted topic, confirmed by all in-sync replicas. */
@Singleton
@Requires(property = "messenger.servers", value = "real")
final class KafkaMembershipLog implements MembershipLog {

  private final MembershipFeedConfig config;
  private final MembershipBodies bodies;
  private final Admin admin;
  private final KafkaProducer<String, byte[]> producer;
  private final List<FeedReader> readers = new ArrayList<>();
  private int partitions;

  KafkaMembershipLog(MembershipFeedConfig config, JsonMapper json) {
    this.config = config;
    this.bodies = new MembershipBodies(json);
    this.admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers()));
    this.partitions = createTopic();
    this.producer = new KafkaProducer<>(producerSettings(config));
  }

  private static Map<String, Object> producerSettings(MembershipFeedConfig config) {
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
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, config.confirmWithin().toMillis());
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    return settings;
  }

  /** Returns how many partitions the topic has, whoever made it. */
  private int createTopic() {
    NewTopic topic =
        new NewTopic(config.membershipsTopic(), config.membershipsPartitions(), config.replicas())
            .configs(
                Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_COMPACT,
                    TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                    String.valueOf(config.inSyncReplicasMin())));
    try {
      var created = admin.createTopics(List.of(topic));
      try {
        created.all().get(config.startWithin().toMillis(), TimeUnit.MILLISECONDS);
        return config.membershipsPartitions();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw unreachable(e);
        }
        return admin
            .describeTopics(List.of(config.membershipsTopic()))
            .allTopicNames()
            .get(config.startWithin().toMillis(), TimeUnit.MILLISECONDS)
            .values()
            .iterator()
            .next()
            .partitions()
            .size();
      }
    } catch (ExecutionException | TimeoutException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the topic was created", e);
    }
  }

  private IllegalStateException unreachable(Exception cause) {
    return new IllegalStateException(
        "messenger.kafka.bootstrap-servers: "
            + config.bootstrapServers()
            + ": topic "
            + config.membershipsTopic()
            + " could not be created within "
            + config.startWithin()
            + " (expected: a reachable Kafka)",
        cause);
  }

  /** The group's first record holds the whole change: whoever reads it misses nothing. */
  @Override
  public CompletableFuture<@Nullable Void> publish(GroupRecord changed) {
    ThreadId thread = changed.thread();
    int partition =
        Utils.toPositive(Utils.murmur2(thread.value().getBytes(StandardCharsets.UTF_8)))
            % partitions;
    List<CompletableFuture<?>> sent = new ArrayList<>();
    sent.add(send(partition, thread.value(), bodies.group(changed)));
    for (Member member : changed.changed()) {
      sent.add(
          send(partition, thread.value() + "/" + member.user(), bodies.member(thread, member)));
    }
    return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
        .<@Nullable Void>thenApply(_ -> null);
  }

  private CompletableFuture<@Nullable Void> send(int partition, String key, byte[] value) {
    CompletableFuture<@Nullable Void> confirmed = new CompletableFuture<>();
    try {
      var _ =
          producer.send(
              new ProducerRecord<>(config.membershipsTopic(), partition, key, value),
              (_, failure) -> {
                if (failure == null) {
                  confirmed.complete(null);
                } else {
                  confirmed.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException e) {
      confirmed.completeExceptionally(e);
    }
    return confirmed;
  }

  @Override
  public synchronized void follow(Follower follower) {
    FeedReader reader = new FeedReader(config, partitions, admin, bodies, follower);
    readers.add(reader);
    reader.start();
    try {
      reader.caughtUp().get(config.startWithin().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the feed was read", e);
    }
  }

  @Override
  public synchronized CompletableFuture<@Nullable Void> caughtUp() {
    return CompletableFuture.allOf(
            readers.stream().map(FeedReader::caughtUp).toArray(CompletableFuture[]::new))
        .<@Nullable Void>thenApply(_ -> null);
  }

  @PreDestroy
  synchronized void close() {
    readers.forEach(FeedReader::close);
    producer.close(config.confirmWithin());
    admin.close();
  }
}
