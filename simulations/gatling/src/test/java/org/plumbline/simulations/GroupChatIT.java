package org.plumbline.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.compose.Environment;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.load.NodeAddress;

/** The loads of small groups and of a large one on the real servers; the others are in smoke. */
class GroupChatIT {

  @TempDir Path runFolder;

  @Test
  void shouldKeepTheirPromisesWhenServersAreReal() throws Exception {
    Environment environment = RealServers.environment();
    Evidence groups = run(environment, "group_chat");
    shouldHold(groups, "all_acknowledged_delivered", "no_duplicate", "in_order");
    assertThat(value(groups, "delivered")).isEqualTo(9 * value(groups, "acknowledged"));
    assertThat(value(groups, "gaps")).isZero();

    Evidence large = run(environment, "large_group");
    shouldHold(large, "group_arrived_at_connected", "all_acknowledged_delivered");
  }

  private Evidence run(Environment environment, String scenario) throws Exception {
    List<NodeAddress> nodes =
        environment.nodes().stream()
            .map(node -> new NodeAddress(node.id(), node.http(), node.webSocket()))
            .toList();
    Evidence evidence =
        Scenarios.byName(scenario)
            .run(new LoadContext(nodes, runFolder, LoadProfile.smoke(), 1, RealServers::say));
    RealServers.say(scenario + ": " + evidence.figures());
    return evidence;
  }

  private static void shouldHold(Evidence evidence, String... findings) {
    for (String id : findings) {
      assertThat(evidence.held(id))
          .as("%s", evidence.finding(id).map(Finding::toString).orElse(id))
          .isTrue();
    }
  }

  private static double value(Evidence evidence, String figure) {
    return evidence.figure(figure).orElseThrow().value();
  }
}
