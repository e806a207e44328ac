package org.plumbline.messenger.push.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.plumbline.messenger.log.kafka.KafkaLogConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topic of the notes, made by whoever needs it first: a writer or a worker. */
final class PushTopic {

  private static final Logger LOG = LoggerFactory.getLogger(PushTopic.class);
  private static final Duration WITHIN = Duration.ofSeconds(5);

  private PushTopic() {}

  /** Makes the topic where it is missing; blocks. False when that is not possible now. */
  static boolean exists(KafkaLogConfig servers, KafkaPushConfig config)
      throws InterruptedException {
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers.bootstrapServers()))) {
      admin
          .createTopics(
              List.of(new NewTopic(config.topic(), config.partitions(), config.replicas())))
          .all()
          .get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return true;
      }
      LOG.warn("topic {} could not be made: {}", config.topic(), e.toString());
    } catch (TimeoutException | KafkaException e) {
      LOG.warn("topic {} could not be made: {}", config.topic(), e.toString());
    }
    return false;
  }
}
