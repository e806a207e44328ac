package org.plumbline.messenger.push.kafka;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * How the notes stand in Kafka; the servers are those of the log.
 *
 * @param partitions of the topic when this node creates it; users are spread over them
 * @param replicas of the topic when this node creates it
 */
@ConfigurationProperties("messenger.push.kafka")
record KafkaPushConfig(
    @Bindable(defaultValue = "push") String topic,
    @Bindable(defaultValue = "push") String group,
    @Bindable(defaultValue = "4") int partitions,
    @Bindable(defaultValue = "1") short replicas) {

  KafkaPushConfig {
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "messenger.push.kafka.partitions: " + partitions + " (expected: >= 1)");
    }
  }
}
