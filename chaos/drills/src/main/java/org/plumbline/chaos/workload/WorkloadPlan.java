package org.plumbline.chaos.workload;

import java.time.Duration;
import java.util.List;
import org.plumbline.client.Backoff;
import org.plumbline.client.ClientSettings;
import org.plumbline.client.NodeAddress;

/**
 * What the workload consists of.
 *
 * @param nodes the nodes; a user's first device begins at one, the second at the next
 * @param prefix of all user names of this workload; unique on the servers
 * @param users how many; even, since they chat in pairs
 * @param messagesPerSecond over all users together
 * @param quietWithin how long outboxes may take to empty, and devices to sync, at the end
 * @param seed of all randomness
 * @param mix what there is besides pairs
 * @param outlook what is seen of the servers besides
 */
public record WorkloadPlan(
    List<NodeAddress> nodes,
    String prefix,
    int users,
    int messagesPerSecond,
    Duration quietWithin,
    long seed,
    Mix mix,
    Outlook outlook) {

  /** Pairs alone. */
  public WorkloadPlan(
      List<NodeAddress> nodes,
      String prefix,
      int users,
      int messagesPerSecond,
      Duration quietWithin,
      long seed) {
    this(nodes, prefix, users, messagesPerSecond, quietWithin, seed, Mix.NONE, Outlook.NONE);
  }

  public WorkloadPlan {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("nodes: none (expected: at least one)");
    }
    if (users < 2 || users % 2 != 0) {
      throw new IllegalArgumentException("users: " + users + " (expected: even, >= 2)");
    }
    if (messagesPerSecond < 1) {
      throw new IllegalArgumentException(
          "messagesPerSecond: " + messagesPerSecond + " (expected: >= 1)");
    }
  }

  /**
   * Devices that are quick to notice and to retry, since a drill has seconds where a phone has
   * minutes. The shape of every wait stays the same.
   */
  ClientSettings settings() {
    ClientSettings standard = ClientSettings.standard();
    return standard
        .with(
            new ClientSettings.Connecting(
                Duration.ofSeconds(4),
                standard.connecting().wireFramesMax(),
                2,
                new Backoff(Duration.ofSeconds(1), Duration.ofMillis(250), Duration.ofSeconds(1))))
        .with(new ClientSettings.Sending(Duration.ofSeconds(1), 64, 2_000))
        .with(
            new ClientSettings.Receiving(
                2_000,
                1_000,
                Duration.ofMillis(100),
                Duration.ofSeconds(2),
                Duration.ofMillis(50),
                40));
  }
}
