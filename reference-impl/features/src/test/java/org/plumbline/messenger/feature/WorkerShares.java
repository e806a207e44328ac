package org.plumbline.messenger.feature;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.plumbline.compose.Environment;

/**
 * How the nodes' workers share the log. For some seconds after nodes have started their shares
 * move, and a worker that has just taken over knows less of what went before.
 */
final class WorkerShares {

  private static final String GROUP = "delivery";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private WorkerShares() {}

  /** Until every node has a share and none is about to move. */
  static void awaitSettled(Environment environment) {
    String servers = environment.topology().kafkaBootstrapServers();
    try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers))) {
      Await.until(
          "every node has its share of the log",
          () -> isSettled(admin, environment.nodes().size()));
    }
  }

  private static boolean isSettled(Admin admin, int nodes) {
    try {
      ConsumerGroupDescription group =
          Objects.requireNonNull(
              admin
                  .describeConsumerGroups(List.of(GROUP))
                  .all()
                  .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                  .get(GROUP));
      long sharing =
          group.members().stream()
              .filter(member -> !member.assignment().topicPartitions().isEmpty())
              .count();
      return group.groupState() == GroupState.STABLE && sharing == nodes;
    } catch (Exception e) {
      throw new AssertionError("the log's group of workers cannot be asked for: " + e, e);
    }
  }
}
