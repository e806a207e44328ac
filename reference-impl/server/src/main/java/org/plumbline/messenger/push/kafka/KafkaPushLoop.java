package org.plumbline.messenger.push.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.log.kafka.InHand;
import org.plumbline.messenger.log.kafka.KafkaLogConfig;
import org.plumbline.messenger.push.MissedMessage;
import org.plumbline.messenger.push.PushConfig;
import org.plumbline.messenger.push.PushQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that reads this node's share of the notes. It commits behind what is dealt with; while
 * more is in hand than allowed, a provider being down for one, it reads no further and the topic is
 * the buffer. Push may start late: the topic is made here, so that a node never waits for it.
 */
final class KafkaPushLoop {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaPushLoop.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration STOP_MAX = Duration.ofSeconds(5);
  private static final Duration DRAIN_MAX = Duration.ofSeconds(2);
  private static final Duration LOST_AFTER = Duration.ofSeconds(10);

  private final KafkaLogConfig servers;
  private final KafkaPushConfig config;
  private final PushConfig limits;
  private final PushQueue.Worker worker;
  private final InHand inHand = new InHand();
  private final Thread thread = Thread.ofPlatform().name("push-notes").unstarted(this::run);
  private volatile boolean stopping;
  private volatile long waiting;
  private volatile @Nullable KafkaConsumer<String, byte[]> consumer;

  KafkaPushLoop(
      KafkaLogConfig servers, KafkaPushConfig config, PushConfig limits, PushQueue.Worker worker) {
    this.servers = servers;
    this.config = config;
    this.limits = limits;
    this.worker = worker;
  }

  void start() {
    thread.start();
  }

  void stop() {
    stopping = true;
    KafkaConsumer<String, byte[]> running = consumer;
    if (running != null) {
      running.wakeup();
    }
    LockSupport.unpark(thread);
    try {
      if (!thread.join(STOP_MAX)) {
        LOG.warn("the push worker did not stop within {}", STOP_MAX);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Notes of this node's share that are not dealt with. */
  long waiting() {
    return waiting;
  }

  private void run() {
    while (!stopping && !createTopic()) {
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
    }
    if (stopping) {
      return;
    }
    try (KafkaConsumer<String, byte[]> from = new KafkaConsumer<>(settings())) {
      consumer = from;
      from.subscribe(List.of(config.topic()), new ShareListener(from));
      while (!stopping) {
        try {
          turn(from);
        } catch (WakeupException e) {
          // stop() was called; the loop's condition sees it.
        } catch (KafkaException e) {
          // Retried by the next turn; what was not committed is read again.
          LOG.warn("missed messages could not be read: {}", e.toString());
        }
      }
      commit(from);
    }
  }

  private void turn(KafkaConsumer<String, byte[]> from) {
    if (inHand.entries() >= limits.inHandMax()) {
      from.pause(from.assignment());
    } else if (!from.paused().isEmpty()) {
      from.resume(from.paused());
    }
    ConsumerRecords<String, byte[]> records = from.poll(POLL);
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<String, byte[]>> ofPartition = records.records(partition);
      List<MissedMessage> notes = new ArrayList<>(ofPartition.size());
      for (ConsumerRecord<String, byte[]> record : ofPartition) {
        try {
          notes.add(NoteCodec.decode(record.value()));
        } catch (IllegalArgumentException e) {
          LOG.error("{} offset {} is no note: {}", partition, record.offset(), e.getMessage());
        }
      }
      inHand.add(
          partition, ofPartition.getLast().offset() + 1, ofPartition.size(), worker.take(notes));
    }
    Map<TopicPartition, OffsetAndMetadata> committable = inHand.takeCommittable();
    if (!committable.isEmpty()) {
      from.commitAsync(committable, null);
    }
    long behind = 0;
    for (TopicPartition partition : from.assignment()) {
      behind += from.currentLag(partition).orElse(0);
    }
    waiting = behind + inHand.entries();
  }

  private void commit(KafkaConsumer<String, byte[]> from) {
    Map<TopicPartition, OffsetAndMetadata> committable = inHand.takeCommittable();
    if (!committable.isEmpty()) {
      try {
        from.commitSync(committable, DRAIN_MAX);
      } catch (KafkaException e) {
        LOG.warn("notes are read again, and some pushes sent twice: {}", e.toString());
      }
    }
  }

  private boolean createTopic() {
    return PushTopic.exists(servers, config);
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers.bootstrapServers());
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.group());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) LOST_AFTER.toMillis());
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) LOST_AFTER.toMillis() / 4);
    settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    return settings;
  }

  private final class ShareListener implements ConsumerRebalanceListener {
    private final KafkaConsumer<String, byte[]> from;

    private ShareListener(KafkaConsumer<String, byte[]> from) {
      this.from = from;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (!partitions.isEmpty()) {
        try {
          // Long enough for a grace: what is dealt with now is not sent twice.
          inHand.all().get(DRAIN_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
          LOG.debug("some notes go to their next owner: {}", e.toString());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        commit(from);
        inHand.forget(partitions);
      }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      inHand.forget(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      LOG.debug("this node now pushes for {}", partitions);
    }
  }
}
