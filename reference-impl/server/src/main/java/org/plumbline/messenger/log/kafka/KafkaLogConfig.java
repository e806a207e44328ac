package org.plumbline.messenger.log.kafka;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How the log stands in Kafka.
 *
 * @param bootstrapServers host:port, comma-separated
 * @param partitions of the topic when this node creates it; threads are spread over them
 * @param replicas of the topic when this node creates it
 * @param inSyncReplicasMin how many replicas an acknowledgement survives
 * @param linger how long a message waits for others to be appended with, in one request
 * @param confirmWithin after this time an append counts as unconfirmed
 * @param lostAfter a worker not heard of for so long loses its share
 * @param inHandMax most entries taken and not yet safe; then this node reads no further
 * @param startWithin how long a node that starts waits for Kafka
 */
@ConfigurationProperties("messenger.kafka")
public record KafkaLogConfig(
    @Bindable(defaultValue = "127.0.0.1:9092") String bootstrapServers,
    @Bindable(defaultValue = "messages") String topic,
    @Bindable(defaultValue = "8") int partitions,
    @Bindable(defaultValue = "1") short replicas,
    @Bindable(defaultValue = "1") int inSyncReplicasMin,
    @Bindable(defaultValue = "2ms") Duration linger,
    @Bindable(defaultValue = "5s") Duration confirmWithin,
    @Bindable(defaultValue = "6s") Duration lostAfter,
    @Bindable(defaultValue = "10000") int inHandMax,
    @Bindable(defaultValue = "30s") Duration startWithin) {

  public KafkaLogConfig {
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "messenger.kafka.partitions: " + partitions + " (expected: >= 1)");
    }
    if (inHandMax < 1) {
      throw new IllegalArgumentException(
          "messenger.kafka.in-hand-max: " + inHandMax + " (expected: >= 1)");
    }
    if (linger.isNegative()) {
      throw new IllegalArgumentException("messenger.kafka.linger: " + linger + " (expected: >= 0)");
    }
    if (confirmWithin.toMillis() < 100) {
      throw new IllegalArgumentException(
          "messenger.kafka.confirm-within: " + confirmWithin + " (expected: >= 100ms)");
    }
  }
}
