package org.plumbline.messenger.push.kafka;

import java.time.Duration;
import java.util.Map;
import org.plumbline.messenger.log.kafka.KafkaLogConfig;
import org.plumbline.messenger.log.kafka.KafkaTopics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topic of the notes, made by whoever needs it first: a writer or a worker. */
final class PushTopic {

  private static final Logger LOG = LoggerFactory.getLogger(PushTopic.class);
  private static final Duration WITHIN = Duration.ofSeconds(5);

  private PushTopic() {}

  /** Makes the topic where it is missing; blocks. False when that is not possible now. */
  static boolean exists(KafkaLogConfig servers, KafkaPushConfig config) {
    try {
      KafkaTopics.create(
          servers, config.topic(), config.partitions(), config.replicas(), WITHIN, Map.of());
      return true;
    } catch (IllegalStateException e) {
      LOG.warn("{}", e.getMessage());
      return false;
    }
  }
}
