package org.plumbline.messenger.membership.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.membership.MembershipLog;
import org.plumbline.protocol.ThreadId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the whole topic, then what is added, on a thread of its own. Who wants to be sure that it
 * has come far enough asks for the topic's end, all who ask at about the same time in one request,
 * and waits until it is reached.
 */
final class FeedReader {

  private static final Logger LOG = LoggerFactory.getLogger(FeedReader.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration STOP_MAX = Duration.ofSeconds(5);

  private record Waiting(Map<Integer, Long> ends, CompletableFuture<@Nullable Void> reached) {}

  private final Admin admin;
  private final MembershipBodies bodies;
  private final MembershipLog.Follower follower;
  private final List<TopicPartition> partitions;
  private final KafkaConsumer<String, byte[]> consumer;
  private final AtomicLongArray positions;
  private final Thread thread = Thread.ofPlatform().name("memberships").unstarted(this::run);
  private final List<Waiting> waiting = new ArrayList<>();
  private @Nullable CompletableFuture<@Nullable Void> asked;
  private @Nullable CompletableFuture<@Nullable Void> askedNext;
  private volatile boolean stopping;

  FeedReader(
      String servers,
      String topic,
      int partitions,
      Admin admin,
      MembershipBodies bodies,
      MembershipLog.Follower follower) {
    this.admin = admin;
    this.bodies = bodies;
    this.follower = follower;
    this.partitions =
        IntStream.range(0, partitions)
            .mapToObj(number -> new TopicPartition(topic, number))
            .toList();
    this.positions = new AtomicLongArray(partitions);
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    this.consumer = new KafkaConsumer<>(settings);
  }

  void start() {
    thread.start();
  }

  void close() {
    stopping = true;
    consumer.wakeup();
    try {
      if (!thread.join(STOP_MAX)) {
        LOG.warn("the reader of memberships did not stop within {}", STOP_MAX);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (consumer) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!stopping) {
        try {
          turn();
        } catch (WakeupException e) {
          // close() was called; the loop's condition sees it.
        } catch (KafkaException e) {
          LOG.warn("memberships could not be read, tried again: {}", e.toString());
        }
      }
    }
  }

  private void turn() {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
      handOn(record);
    }
    for (TopicPartition partition : partitions) {
      positions.set(partition.partition(), consumer.position(partition, POLL));
    }
    completeReached();
  }

  private void handOn(ConsumerRecord<String, byte[]> record) {
    try {
      int slash = record.key().indexOf('/');
      if (slash < 0) {
        follower.group(bodies.group(record.value()));
      } else {
        follower.member(
            new ThreadId(record.key().substring(0, slash)), bodies.member(record.value()));
      }
    } catch (RuntimeException e) {
      // Nodes write only what they can read; one record must not keep the others away.
      LOG.error(
          "memberships {} offset {} is no membership", record.partition(), record.offset(), e);
    }
  }

  /** Completes when what stands in the topic at the time of this call was handed on. */
  CompletableFuture<@Nullable Void> caughtUp() {
    CompletableFuture<@Nullable Void> reached;
    synchronized (waiting) {
      if (asked != null) {
        // Its answer may be older than this call: the next question is for all who come meanwhile.
        CompletableFuture<@Nullable Void> next = askedNext;
        if (next == null) {
          next = new CompletableFuture<>();
          askedNext = next;
        }
        return next.copy();
      }
      reached = new CompletableFuture<>();
      asked = reached;
    }
    ask(reached);
    return reached.copy();
  }

  private void ask(CompletableFuture<@Nullable Void> reached) {
    Map<TopicPartition, OffsetSpec> latest =
        partitions.stream().collect(Collectors.toMap(each -> each, _ -> OffsetSpec.latest()));
    var _ =
        admin
            .listOffsets(latest)
            .all()
            .whenComplete(
                (ends, failure) -> {
                  if (failure == null) {
                    await(ends, reached);
                  } else {
                    reached.completeExceptionally(failure);
                  }
                  askNext();
                });
  }

  private void askNext() {
    CompletableFuture<@Nullable Void> next;
    synchronized (waiting) {
      next = askedNext;
      askedNext = null;
      asked = next;
    }
    if (next != null) {
      ask(next);
    }
  }

  private void await(
      Map<TopicPartition, ListOffsetsResultInfo> ends, CompletableFuture<@Nullable Void> reached) {
    Map<Integer, Long> wanted = new HashMap<>();
    ends.forEach((partition, end) -> wanted.put(partition.partition(), end.offset()));
    synchronized (waiting) {
      waiting.add(new Waiting(wanted, reached));
    }
    completeReached();
  }

  private void completeReached() {
    List<Waiting> done = new ArrayList<>();
    synchronized (waiting) {
      waiting.removeIf(
          each -> {
            boolean reached =
                each.ends().entrySet().stream()
                    .allMatch(end -> positions.get(end.getKey()) >= end.getValue());
            if (reached) {
              done.add(each);
            }
            return reached;
          });
    }
    done.forEach(each -> each.reached().complete(null));
  }
}
