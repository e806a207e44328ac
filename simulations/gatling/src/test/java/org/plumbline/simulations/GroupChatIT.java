package org.plumbline.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.compose.Environment;
import org.plumbline.compose.Part;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.load.NodeAddress;

/** The smoke loads of groups, images and pushes on the real servers, one after another. */
class GroupChatIT {

  @TempDir Path runFolder;

  @Test
  void shouldKeepTheirPromisesWhenServersAreReal() throws Exception {
    Environment environment = RealServers.environment();
    Evidence groups = run(environment, "group_chat");
    shouldHold(groups, "all_acknowledged_delivered", "no_duplicate", "in_order");
    assertThat(value(groups, "delivered")).isEqualTo(7 * value(groups, "acknowledged"));
    assertThat(value(groups, "gaps")).isZero();

    Evidence media = run(environment, "media");
    shouldHold(media, "all_arrived", "bytes_equal", "bytes_beside_the_nodes");
    shouldHold(media, "upload_bound_to_announced");
    assertThat(value(media, "arrival_p50")).isPositive();

    Evidence push = run(environment, "push");
    shouldHold(push, "every_offline_recipient_pushed", "no_push_to_online");
    shouldHold(push, "no_push_without_opt_in", "collapsed_per_thread", "no_words_to_providers");
    assertThat(value(push, "pushes")).isPositive();

    Evidence large = run(environment, "large_group");
    shouldHold(large, "group_arrived_at_connected", "all_acknowledged_delivered");
  }

  private Evidence run(Environment environment, String scenario) throws Exception {
    List<NodeAddress> nodes =
        environment.nodes().stream()
            .map(node -> new NodeAddress(node.id(), node.http(), node.webSocket()))
            .toList();
    URI providers = URI.create(environment.topology().server(Part.PUSH).uri());
    Evidence evidence =
        Scenarios.byName(scenario)
            .run(
                new LoadContext(nodes, runFolder, LoadProfile.smoke(), 1, RealServers::say)
                    .withServices(Map.of(LoadContext.PUSH, providers)));
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
