package org.plumbline.cli.check;

import java.time.Duration;
import org.plumbline.compose.Environment;
import org.plumbline.compose.EnvironmentFailure;
import org.plumbline.compose.MessengerNode;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.NodePower;

/** The nodes of an environment that this process has started. */
record EnvironmentPower(Environment environment) implements NodePower {
  private static final Duration READY_WITHIN = Duration.ofMinutes(2);

  @Override
  public void kill(String node) throws LoadFailure {
    named(node).kill();
  }

  @Override
  public void start(String node) throws LoadFailure {
    MessengerNode ended = named(node);
    try {
      ended.start();
      ended.awaitReady(READY_WITHIN);
    } catch (EnvironmentFailure e) {
      throw new LoadFailure(node + " does not come back: " + e.getMessage(), e);
    }
  }

  private MessengerNode named(String id) throws LoadFailure {
    return environment.nodes().stream()
        .filter(node -> node.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new LoadFailure("node: " + id + " (expected: one that runs)", null));
  }
}
