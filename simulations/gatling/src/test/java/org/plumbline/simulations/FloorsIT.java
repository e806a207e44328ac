package org.plumbline.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.compose.Environment;
import org.plumbline.compose.Topology;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.load.NodeAddress;

/** The floors against the real servers, and the search for the maximum beside two of them. */
class FloorsIT {

  @TempDir Path runFolder;

  @Test
  void shouldMeasureFloorsAndMaximumOnRealServers() throws Exception {
    LoadContext context = context(RealServers.environment());

    Evidence floors = Scenarios.byName("floors").run(context);
    RealServers.say("floors: " + floors.figures());
    for (String floor : List.of("kafka_floor", "cassandra_floor", "redis_floor")) {
      assertThat(value(floors, floor)).as(floor).isPositive();
      assertThat(value(floors, floor + "_driver_cpu_us")).as(floor).isPositive();
    }

    Evidence maximum = Scenarios.byName("find_maximum").run(context);
    RealServers.say("find_maximum: " + maximum.figures() + maximum.notes());
    assertThat(value(maximum, "maximum")).isPositive();
    assertThat(value(maximum, "ratio_to_durable_floor")).isPositive();
    assertThat(value(maximum, "confirmations")).isEqualTo(2);
    assertThat(value(maximum, "redis_round_trips_per_delivery")).isNotNegative();
    for (int level : List.of(20, 40, 50, 60, 80, 100)) {
      for (String process : List.of("node_1", "node_2", "kafka", "cassandra", "swarm")) {
        String name = "level_" + level + "_cpu_us_per_message_" + process;
        assertThat(maximum.figure(name)).as(name).isPresent();
      }
    }
  }

  private LoadContext context(Environment environment) {
    Topology topology = environment.topology();
    List<NodeAddress> nodes =
        environment.nodes().stream()
            .map(node -> new NodeAddress(node.id(), node.http(), node.webSocket()))
            .toList();
    Map<String, URI> services = new HashMap<>();
    Map<String, Long> processes = new HashMap<>();
    topology.nodes().forEach(node -> processes.put(node.id(), node.pid()));
    for (Topology.Server server : topology.servers()) {
      services.put(
          server.name(), URI.create(server.name() + "://" + server.host() + ":" + server.port()));
      processes.put(server.name(), server.pid());
    }
    return new LoadContext(nodes, runFolder, LoadProfile.smoke(), 1, RealServers::say)
        .withServices(services)
        .withProcesses(processes);
  }

  private static double value(Evidence evidence, String figure) {
    return evidence.figure(figure).orElseThrow().value();
  }
}
