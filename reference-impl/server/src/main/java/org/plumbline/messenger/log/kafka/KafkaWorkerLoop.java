package org.plumbline.messenger.log.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
import org.plumbline.messenger.log.MessageLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that reads this node's partitions. It polls, hands each partition's entries on, and
 * commits what has become safe. While more is in hand than allowed it polls on with all partitions
 * paused, so that the group does not take it for dead.
 */
final class KafkaWorkerLoop {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaWorkerLoop.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration POLL_WHILE_IN_HAND = Duration.ofMillis(20);
  private static final Duration STOP_MAX = Duration.ofSeconds(10);

  private final KafkaLogConfig config;
  private final MessageLog.Worker worker;
  private final RecordsInHand records;
  private final KafkaConsumer<String, byte[]> consumer;
  private final InHand inHand = new InHand();
  private final Counter revoked;
  private final Counter lost;
  private final Counter assigned;
  private final Thread thread;
  private volatile boolean stopping;
  private volatile long lag;

  KafkaWorkerLoop(
      KafkaLogConfig config,
      MessageLog.Worker worker,
      KafkaDeadLetters letters,
      MeterRegistry meters) {
    this.config = config;
    this.worker = worker;
    this.records = new RecordsInHand(worker, letters, meters.config().clock());
    this.consumer = new KafkaConsumer<>(settings(config));
    KafkaBytes.count("consumer", consumer.metrics(), meters);
    this.thread = Thread.ofPlatform().name("log-worker").unstarted(this::run);
    this.revoked = meters.counter("messenger.consumer.rebalances", "partitions", "revoked");
    this.lost = meters.counter("messenger.consumer.rebalances", "partitions", "lost");
    this.assigned = meters.counter("messenger.consumer.rebalances", "partitions", "assigned");
    Gauge.builder("messenger.consumer.lag.records", this, loop -> loop.lag)
        .description("Entries of this node's partitions that were not handed on yet")
        .register(meters);
  }

  private static Map<String, Object> settings(KafkaLogConfig config) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, "delivery");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    // The classic protocol, since there a client sets how soon it counts as lost.
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) config.lostAfter().toMillis());
    settings.put(
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) config.lostAfter().toMillis() / 4);
    settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    return settings;
  }

  void start() {
    thread.start();
  }

  void stop() {
    stopping = true;
    consumer.wakeup();
    try {
      if (!thread.join(STOP_MAX)) {
        LOG.warn("the log worker did not stop within {}", STOP_MAX);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    consumer.subscribe(List.of(config.topic()), new ShareListener());
    try {
      while (!stopping) {
        try {
          turn();
        } catch (WakeupException e) {
          // stop() was called; the loop's condition sees it.
        } catch (KafkaException e) {
          // Retried by the next turn; what was not committed is read again.
          LOG.warn("the log could not be read: {}", e.toString());
        }
      }
      drain();
    } finally {
      consumer.close();
    }
  }

  private void turn() {
    boolean full = inHand.entries() >= config.inHandMax();
    if (full) {
      consumer.pause(consumer.assignment());
    } else if (!consumer.paused().isEmpty()) {
      consumer.resume(consumer.paused());
    }
    ConsumerRecords<String, byte[]> polled =
        consumer.poll(inHand.entries() > 0 ? POLL_WHILE_IN_HAND : POLL);
    for (TopicPartition partition : polled.partitions()) {
      handOn(partition, polled.records(partition));
    }
    Map<TopicPartition, OffsetAndMetadata> committable = inHand.takeCommittable();
    if (!committable.isEmpty()) {
      consumer.commitAsync(committable, null);
    }
    lag = currentLag();
  }

  private void handOn(TopicPartition partition, List<ConsumerRecord<String, byte[]>> polled) {
    long next = polled.getLast().offset() + 1;
    inHand.add(partition, next, polled.size(), records.take(polled));
  }

  private long currentLag() {
    long sum = 0;
    for (TopicPartition partition : consumer.assignment()) {
      sum += consumer.currentLag(partition).orElse(0);
    }
    return sum;
  }

  private void drain() {
    try {
      inHand.all().get(STOP_MAX.toMillis() / 2, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("some entries in hand are not safe yet; their next owner reads them again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    commitNow();
  }

  private void commitNow() {
    Map<TopicPartition, OffsetAndMetadata> committable = inHand.takeCommittable();
    if (!committable.isEmpty()) {
      try {
        consumer.commitSync(committable, STOP_MAX.dividedBy(2));
      } catch (KafkaException e) {
        LOG.warn("offsets were not committed, so entries are read again: {}", e.toString());
      }
    }
  }

  private final class ShareListener implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (!partitions.isEmpty()) {
        revoked.increment();
        drain();
        inHand.forget(partitions);
        worker.shareChanged();
      }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      lost.increment();
      inHand.forget(partitions);
      worker.shareChanged();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (!partitions.isEmpty()) {
        assigned.increment();
        LOG.info("this node now works on {}", partitions);
        worker.shareChanged();
      }
    }
  }
}
