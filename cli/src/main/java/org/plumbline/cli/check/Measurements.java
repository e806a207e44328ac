package org.plumbline.cli.check;

import java.util.List;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.cli.console.Progress;
import org.plumbline.cli.run.RunFolder;
import org.plumbline.compose.Environment;
import org.plumbline.simulations.Scenarios;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.load.NodeAddress;

/** The loads, drills and calibrations of the other modules, run on one environment. */
public record Measurements(
    Environment environment, RunFolder folder, String profile, long seed, Progress progress) {

  /** The drills that there are. */
  public static List<String> drillNames() {
    return List.of("no-fault", "kill-chat-node", "redis-down-at-connect", "kafka-reply-lost");
  }

  List<Evidence> load(String name) throws Exception {
    return List.of(Scenarios.byName(name).run(loadContext()));
  }

  List<Evidence> calibrate() {
    return List.of();
  }

  List<Evidence> drill(String name) {
    return List.of();
  }

  private LoadContext loadContext() {
    List<NodeAddress> nodes =
        environment.nodes().stream()
            .map(node -> new NodeAddress(node.id(), node.http(), node.webSocket()))
            .toList();
    return new LoadContext(nodes, folder.path(), LoadProfile.byName(profile), seed, progress::now);
  }
}
