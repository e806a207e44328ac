package org.plumbline.chaos.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plumbline.chaos.fault.kafka.KafkaFaults;
import org.plumbline.compose.Environment;
import org.plumbline.compose.EnvironmentFailure;
import org.plumbline.compose.EnvironmentPlan;
import org.plumbline.compose.MessengerNode;
import org.plumbline.compose.Part;
import org.plumbline.compose.Topology;

/** The faults on real servers: each is really there, and gone when it is healed. */
class FaultsIT {

  private static final Path HOME =
      Path.of(Objects.requireNonNull(System.getProperty("plumb.home"), "plumb.home is not set"));
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Pattern PEER = Pattern.compile("\\S+:\\d+\\s+\\S+:(\\d+)\\s");

  private static final Environment ENVIRONMENT = start();
  private static KillSwitch killSwitch;
  private static Faults faults;
  private static KafkaFaults kafkaFaults;

  private static Environment start() {
    try {
      return Environment.start(
          EnvironmentPlan.standard(HOME)
              .withProxied(true)
              .withNodeSettings(Map.of("messenger.fault.enabled", "true")),
          System.err::println);
    } catch (EnvironmentFailure e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeAll
  static void prepare() throws Exception {
    killSwitch = KillSwitch.of(ENVIRONMENT, System.err::println);
    faults = new Faults(ENVIRONMENT);
    kafkaFaults = new KafkaFaults(ENVIRONMENT);
  }

  @AfterAll
  static void stop() {
    killSwitch.close();
    ENVIRONMENT.close();
  }

  private static void strikeAndHeal(Fault fault) throws Exception {
    killSwitch.strike(fault);
    Awaiting.until(() -> fault.proof().active());
    System.err.println(fault.what() + ": " + fault.proof().how());
    killSwitch.heal(fault);
    assertThat(fault.awaitHealed(LONG)).as(fault.what()).isTrue();
  }

  /** Peer ports of the sockets that process has. */
  private static Set<Integer> peers(long pid) throws Exception {
    Process process = new ProcessBuilder("ss", "-tnpH", "state", "established").start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return said.lines()
        .filter(line -> line.contains("pid=" + pid + ","))
        .flatMap(line -> PEER.matcher(line).results().limit(1))
        .map((MatchResult found) -> Integer.parseInt(found.group(1)))
        .collect(Collectors.toSet());
  }

  @Test
  void shouldReachEveryServerThroughItsProxyAlone() throws Exception {
    Topology topology = ENVIRONMENT.topology();
    for (MessengerNode node : ENVIRONMENT.nodes()) {
      Set<Integer> peers = peers(node.pid());
      for (Part part : List.of(Part.CASSANDRA, Part.KAFKA, Part.REDIS, Part.MARIADB)) {
        assertThat(peers).as(node.id()).doesNotContain(topology.server(part).port());
        int proxy =
            topology.links().stream()
                .filter(link -> link.proxy().equals(node.id() + "-to-" + part.id()))
                .findFirst()
                .orElseThrow()
                .port();
        assertThat(peers).as(node.id() + " to " + part.id()).contains(proxy);
      }
    }
  }

  @Test
  void shouldDelayWhatNodesSayToTheirServers() throws Exception {
    Toxic slow = new Toxic("latency", "upstream", Map.of("latency", 5));
    strikeAndHeal(faults.toxic(List.of("*-to-redis"), slow));
    strikeAndHeal(faults.toxic(List.of("node-1-to-kafka"), slow));
    strikeAndHeal(faults.toxic(List.of("node-1-to-cassandra", "node-2-to-cassandra"), slow));
  }

  @Test
  void shouldStopANodeAndItsLinks() throws Exception {
    strikeAndHeal(faults.pauseProcess("node-2"));
    strikeAndHeal(faults.linkDown(List.of("node-1-to-node-2")));
    strikeAndHeal(faults.flappingLinks(List.of("node-*-to-redis"), Duration.ofMillis(200)));
  }

  @Test
  void shouldMakeAWorkerLeaveAndComeBack() throws Exception {
    strikeAndHeal(kafkaFaults.rebalance("node-2"));
  }

  @Test
  void shouldLeaveBrokenRecordsInTheLog() throws Exception {
    strikeAndHeal(kafkaFaults.poisonRecord(2));
  }

  @Test
  void shouldCloseTheDeviceThatDoesNotRead() throws Exception {
    SlowConsumer slow = faults.slowConsumer("node-1", "slow-" + System.nanoTime() + "-");
    killSwitch.strike(slow);
    Awaiting.until(() -> slow.proof().active());
    // Far more than the node's queue and the kernel's buffers hold.
    Awaiting.until(() -> slow.told() > 500);
    assertThat(slow.closeCode(LONG)).isPresent();
    killSwitch.heal(slow);
  }

  @Test
  void shouldLetKafkaAndCassandraComeBackWhenTheirDiskWasFull() throws Exception {
    strikeAndHeal(faults.fillDisk("kafka"));
    strikeAndHeal(faults.fillDisk("cassandra"));
    assertThat(ENVIRONMENT.answers(Part.KAFKA)).isTrue();
    assertThat(ENVIRONMENT.answers(Part.CASSANDRA)).isTrue();
  }

  @Test
  void shouldForgetWhatRedisHad() throws Exception {
    strikeAndHeal(faults.emptyRedis());
  }

  @Test
  void shouldStartASecondNodeWithANumberThatIsTaken() throws Exception {
    strikeAndHeal(faults.duplicateNode("node-1", "node-9"));
  }
}
