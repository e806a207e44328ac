package org.plumbline.messenger.membership.kafka;

import io.micronaut.context.annotation.Requires;
import io.micronaut.json.JsonMapper;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.log.kafka.KafkaLogConfig;
import org.plumbline.messenger.log.kafka.KafkaTopics;
import org.plumbline.messenger.membership.GroupRecord;
import org.plumbline.messenger.membership.Member;
import org.plumbline.messenger.membership.MembershipLog;
import org.plumbline.protocol.ThreadId;

/** The feed in one compacted topic, confirmed by all in-sync replicas. */
@Singleton
@Requires(property = "messenger.servers", value = "real")
final class KafkaMembershipLog implements MembershipLog {

  private final KafkaLogConfig servers;
  private final MembershipFeedConfig config;
  private final MembershipBodies bodies;
  private final Admin admin;
  private final KafkaProducer<String, byte[]> producer;
  private final List<FeedReader> readers = new ArrayList<>();
  private final int partitions;

  KafkaMembershipLog(KafkaLogConfig servers, MembershipFeedConfig config, JsonMapper json) {
    this.servers = servers;
    this.config = config;
    this.bodies = new MembershipBodies(json);
    this.admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers.bootstrapServers()));
    this.partitions =
        KafkaTopics.create(
            servers,
            config.membershipsTopic(),
            config.membershipsPartitions(),
            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    this.producer =
        new KafkaProducer<>(
            KafkaTopics.producerSettings(servers.bootstrapServers(), servers.confirmWithin()));
  }

  private IllegalStateException unreachable(Exception cause) {
    return new IllegalStateException(
        "messenger.kafka.bootstrap-servers: "
            + servers.bootstrapServers()
            + ": topic "
            + config.membershipsTopic()
            + " could not be read within "
            + servers.startWithin()
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
    FeedReader reader =
        new FeedReader(
            servers.bootstrapServers(),
            config.membershipsTopic(),
            partitions,
            admin,
            bodies,
            follower);
    readers.add(reader);
    reader.start();
    try {
      reader.caughtUp().get(servers.startWithin().toMillis(), TimeUnit.MILLISECONDS);
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
    producer.close(servers.confirmWithin());
    admin.close();
  }
}
