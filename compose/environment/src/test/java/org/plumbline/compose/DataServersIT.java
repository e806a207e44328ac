package org.plumbline.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All data servers, started once for the class, with two stand-ins for nodes. */
class DataServersIT {
  private static final List<String> PROGRESS = Collections.synchronizedList(new ArrayList<>());
  private static Environment environment;

  @BeforeAll
  static void start() throws EnvironmentFailure {
    var plan = EnvironmentPlan.standard(Home.path()).withNodeProgram(StandInNode.program());
    environment =
        Environment.start(
            plan,
            line -> {
              PROGRESS.add(line);
              System.out.println(line);
            });
  }

  @AfterAll
  static void stop() {
    var directory = environment.plan().directory();
    var processes = Mark.processesOf(directory);
    environment.close();
    assertThat(processes).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    assertThat(Files.exists(directory)).isFalse();
  }

  @Test
  void shouldHaveAllDataServersWhenStarted() {
    var topology = environment.topology();
    assertThat(topology.servers()).hasSize(Part.values().length);
    assertThat(topology.servers()).allSatisfy(s -> assertThat(Loopback.accepts(s.port())).isTrue());
    assertThat(PROGRESS).anyMatch(line -> line.startsWith("cassandra 5.0.9 ready after "));
  }

  /** Else a load generator beside them waits for a core as long as they do. */
  @Test
  void shouldStandBehindTheLoadWhenCoresAreShared() throws IOException {
    var cassandra = Path.of("/proc", Long.toString(environment.process(Part.CASSANDRA).pid()));
    var own = Path.of("/proc/self");
    assertThat(niceness(cassandra)).isEqualTo(niceness(own) + 5);
    if (Files.exists(own.resolve("autogroup"))) {
      assertThat(Files.readString(cassandra.resolve("autogroup"))).endsWith(" nice 5\n");
    }
  }

  /** The 19th field of proc(5)'s {@code stat}; the second one ends with the last bracket. */
  private static int niceness(Path process) throws IOException {
    var stat = Files.readString(process.resolve("stat"));
    return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[16]);
  }

  @Test
  void shouldCountUseOfProcessWhenItRuns() {
    var cassandra = environment.process(Part.CASSANDRA);
    assertThat(cassandra.cpuTime()).isGreaterThan(Duration.ofMillis(500));
    assertThat(cassandra.residentBytes()).isGreaterThan(100L << 20);
  }

  @Test
  void shouldMeasureKeyspaceOnDiskWhenFlushedAndCompacted() throws EnvironmentFailure {
    var storage = environment.cassandra();
    storage.flushAndCompact("system_schema", Duration.ofSeconds(60));
    assertThat(storage.dataBytes("system_schema")).isGreaterThan(1_000);
  }

  @Test
  void shouldTellWhichToxiproxyRunsWhenStarted() throws Exception {
    var version = environment.topology().server(Part.TOXIPROXY).version();
    assertThat(version).matches("\\S+ of (Plumbline|Shopify)");
    assertThat(environment.toxiproxy().version())
        .contains('"' + version.substring(0, version.indexOf(' ')) + '"');
  }

  @Test
  void shouldReachNodesThroughProxiesWhenSwitchedOn() throws Exception {
    assertThat(environment.node("node-1").http().getPort())
        .isEqualTo(environment.node("node-1").port());
    environment.restartNodes(true, Map.of("messenger.ack", "on_receive"));
    var node = environment.node("node-1");
    assertThat(node.http().getPort()).isNotEqualTo(node.port());
    assertThat(HttpProbe.status(node.http().getPort(), "/health/readiness")).isEqualTo(200);
    var proxy = environment.link("client", "node-1");
    proxy.disable();
    assertThat(Loopback.accepts(node.http().getPort())).isFalse();
    proxy.enable();
    assertThat(HttpProbe.status(node.http().getPort(), "/prometheus")).isEqualTo(200);
  }
}
