package org.plumbline.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes. */
class SwarmTest {
  private static final Duration DRAIN = Duration.ofSeconds(20);

  @TempDir Path folder;
  private final StubServer server = StubServer.messenger(Duration.ofSeconds(5));

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldMeasureMessagesFromOneProcessToAnother(boolean twice) throws Exception {
    server.sendsTwice.set(twice);
    try (Swarm swarm = started(2, 10)) {
      Swarm.Stood stood = swarm.open();
      assertThat(stood.all()).isTrue();
      assertThat(server.users).hasSize(20);
      List<Sending.Lane> lanes = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        lanes.add(new Sending.Lane(i, "d:u0-" + i + ":u1-" + i));
      }
      Sending sending = sending('a', new Sending.Others(lanes));
      Sending receiving = sending.to(new Sending.Others(List.of()));

      swarm.send(List.of(sending, receiving));
      swarm.await(sending, DRAIN);

      SwarmReport report = swarm.report();
      TrafficReport traffic = report.traffic('a');
      assertThat(traffic.sent()).isPositive();
      assertThat(traffic.acknowledged()).isEqualTo(traffic.sent());
      assertThat(traffic.delivered()).isEqualTo(traffic.sent());
      if (twice) {
        Eventually.holds(
            "all came twice", () -> swarm.report().traffic('a').repeated() == traffic.sent());
      }
      assertThat(swarm.report().traffic('a').delivered()).isEqualTo(traffic.sent());
      assertThat(Summary.sum(traffic.delivery()).getTotalCount()).isEqualTo(traffic.sent());
      assertThat(traffic.delivery()).hasSize(4);
      assertThat(report.open()).isEqualTo(20);
      assertThat(report.cost().processes()).isEqualTo(2);
      assertThat(report.cost().residentBytes()).isPositive();
    }
  }

  @Test
  void shouldFindTheLastMemberOverProcesses() throws Exception {
    try (Swarm swarm = started(2, 5)) {
      var _ = swarm.open();
      Sending one = sending('g', new Sending.Group("g:all", Optional.of(0), 9));

      swarm.send(List.of(one, one.to(new Sending.Group("g:all", Optional.empty(), 9))));
      swarm.await(one, DRAIN);

      TrafficReport traffic = swarm.report().traffic('g');
      assertThat(traffic.sent()).isPositive();
      assertThat(traffic.delivered()).isEqualTo(9 * traffic.sent());
      assertThat(traffic.complete()).isEqualTo(traffic.sent());
      assertThat(traffic.lastMember().getMaxValue())
          .isEqualTo(Summary.sum(traffic.delivery()).getMaxValue());
    }
  }

  @Test
  void shouldLeaveNoTokenBehind() throws Exception {
    try (Swarm swarm = started(1, 3)) {
      var _ = swarm.open();

      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          assertThat(file.getFileName().toString()).endsWith(".log");
          assertThat(Files.readString(file)).doesNotContain("token-of");
        }
      }
      assertThat(swarm.opening(0).passports().getFirst().toString()).doesNotContain("token");
    }
  }

  @Test
  void shouldReportWhileOnlySomeProcessesHaveBeenOpened() throws Exception {
    try (Swarm swarm = started(2, 3)) {
      assertThat(swarm.open(0).all()).isTrue();

      assertThat(swarm.report().open()).isEqualTo(3);
    }
  }

  @Test
  void shouldSayWhatAProcessRefused() throws Exception {
    Opening opening =
        Opening.plain(URI.create("ws://127.0.0.1:1/"), Swarm.socketsPerProcess() + 1, 1);
    try (Swarm swarm = Swarm.start("swarm", folder, UnaryOperator.identity(), List.of(opening))) {

      assertThatThrownBy(swarm::open)
          .isInstanceOf(SwarmFailure.class)
          .hasMessageContaining(
              "count: " + opening.count() + " (expected: a whole number from 1 to");
    }
  }

  @Test
  void shouldEndItsProcesses() throws Exception {
    Swarm swarm = started(2, 3);
    List<ProcessHandle> processes = handles(swarm.pids());
    assertThat(processes).hasSize(2);

    swarm.close();

    assertThat(processes).noneMatch(ProcessHandle::isAlive);
  }

  /** The parent is killed while its swarm waits for a server that does not answer. */
  @Test
  void shouldEndWithItsParentHoweverThatEnds() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Process parent =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  SwarmParent.class.getName(),
                  "ws://127.0.0.1:" + silent.getLocalPort() + "/",
                  folder.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        long pid = Long.parseLong(parent.inputReader().readLine());
        List<ProcessHandle> swarm = handles(List.of(pid));
        assertThat(swarm).hasSize(1);

        assertThat(parent.destroyForcibly().waitFor()).isNotZero();

        Eventually.holds(
            "the swarm has ended", () -> swarm.stream().noneMatch(ProcessHandle::isAlive));
      } finally {
        var _ = parent.destroyForcibly();
      }
    }
  }

  /** Starts a swarm, tells its process, and opens. */
  static final class SwarmParent {
    private SwarmParent() {}

    public static void main(String[] arguments) throws Exception {
      Opening opening = Opening.plain(URI.create(arguments[0]), 3, 1);
      Swarm swarm =
          Swarm.start("swarm", Path.of(arguments[1]), UnaryOperator.identity(), List.of(opening));
      System.out.println(swarm.pids().getFirst());
      System.out.println(swarm.open());
    }
  }

  private Swarm started(int processes, int each) throws Exception {
    List<Opening> openings = new ArrayList<>();
    for (int process = 0; process < processes; process++) {
      List<Passport> passports = new ArrayList<>();
      for (int i = 0; i < each; i++) {
        String user = "u" + process + "-" + i;
        passports.add(new Passport(user, "phone", "token-of-" + user));
      }
      openings.add(
          Opening.messenger(List.of(URI.create(server.address())), passports, 1).from(1 + process));
    }
    return Swarm.start("swarm", folder, UnaryOperator.identity(), openings);
  }

  private static Sending sending(char id, Sending.To to) {
    return new Sending(
        id,
        to,
        100,
        System.nanoTime() + Duration.ofMillis(100).toNanos(),
        Duration.ZERO,
        Duration.ofMillis(500),
        4,
        100,
        1);
  }

  private static List<ProcessHandle> handles(List<Long> pids) {
    return pids.stream().flatMap(pid -> ProcessHandle.of(pid).stream()).toList();
  }
}
