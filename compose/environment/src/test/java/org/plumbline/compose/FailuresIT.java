package org.plumbline.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user is told when a part cannot start or dies, and that nothing is left then. */
class FailuresIT {
  @TempDir Path folder;

  @Test
  void shouldTellExitCodeAndLogWhenNodeEndsWhileItStarts() {
    var plan =
        EnvironmentPlan.dataServers(Home.path(), Part.REDIS)
            .withNodes(1)
            .withNodeProgram(StandInNode.program())
            .withNodeSettings(Map.of("STAND_IN_FAILS", "true"));
    var failure = failureOf(plan);
    assertThat(failure.part()).isEqualTo("node-1");
    assertThat(failure.reason()).isEqualTo("ended while it started (exit code 7)");
    assertThat(failure.lastLogLines()).contains("the stand-in fails, as it was told");
    assertThat(failure).hasMessageContaining("remedy: ");
    assertNothingLeft(plan);
  }

  @Test
  void shouldTellServerAndPortWhenFixedPortIsTaken() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var plan =
          EnvironmentPlan.dataServers(Home.path(), Part.REDIS, Part.KAFKA)
              .withFixedPorts(Map.of("kafka", other.getLocalPort()));
      var failure = failureOf(plan);
      assertThat(failure.part()).isEqualTo("kafka");
      assertThat(failure.reason()).contains("port " + other.getLocalPort(), "is taken");
      assertNothingLeft(plan);
    }
  }

  @Test
  void shouldTellWhatWasLookedForWhenJdkOfCassandraIsMissing() {
    var plan =
        EnvironmentPlan.dataServers(Home.path(), Part.CASSANDRA).withJavaSearchPath(List.of());
    var failure = failureOf(plan);
    assertThat(failure.part()).isEqualTo("jdk-17");
    assertThat(failure.remedy()).contains("JAVA17_HOME");
    assertNothingLeft(plan);
  }

  @Test
  void shouldTellThatDiskIsFullWhenServerFillsIt() throws Exception {
    var mounted = run("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", folder.toString());
    assumeThat(mounted)
        .as("a small file system, which only root can mount: run this test as root")
        .isZero();
    try {
      var plan =
          EnvironmentPlan.dataServers(Home.path(), Part.MARIADB)
              .withDirectory(folder.resolve("environment"))
              .withFreeBytesMin(0);
      var failure = failureOf(plan);
      // Either may meet the end of the space first: the server, or we who write its files.
      assertThat(failure.part()).isIn("mariadb", "environment");
      assertThat(failure.remedy()).contains("free disk space");
      assertNothingLeft(plan);
    } finally {
      assertThat(run("umount", folder.toString())).isZero();
    }
  }

  @Test
  void shouldNoticeWhenServerIsKilled() throws Exception {
    var plan = EnvironmentPlan.dataServers(Home.path(), Part.REDIS);
    try (var environment = Environment.start(plan, ProgressListener.SILENT)) {
      var exits = new LinkedBlockingQueue<UnexpectedExit>();
      environment.onUnexpectedExit(exits::add);
      ProcessHandle.of(environment.process(Part.REDIS).pid()).orElseThrow().destroyForcibly();
      var exit = exits.poll(10, TimeUnit.SECONDS);
      assertThat(exit).isNotNull();
      assertThat(exit.server()).isEqualTo("redis");
      assertThat(exit.exitCode()).isEqualTo(128 + 9);
      assertThat(exit.failure()).hasMessageContaining("ended unexpectedly");
    }
  }

  @Test
  void shouldKeepAddressWhenNodeIsKilledAndStartedAgain() throws Exception {
    var plan =
        EnvironmentPlan.dataServers(Home.path(), Part.REDIS)
            .withNodes(1)
            .withNodeProgram(StandInNode.program());
    try (var environment = Environment.start(plan, ProgressListener.SILENT)) {
      var node = environment.node("node-1");
      var address = node.http();
      var first = node.pid();
      node.kill();
      assertThat(node.isAlive()).isFalse();
      node.start();
      node.awaitReady(Duration.ofSeconds(30));
      assertThat(node.http()).isEqualTo(address);
      assertThat(node.pid()).isNotEqualTo(first);
      assertThat(environment.unexpectedExits()).isEmpty();
    }
  }

  @Test
  void shouldKeepFilesOverTheNextStartWhenPlanSaysSo() throws Exception {
    var plan =
        EnvironmentPlan.dataServers(Home.path(), Part.REDIS)
            .withDirectory(folder.resolve(".plumb/kept"))
            .withKeepFiles(true);
    Environment.start(plan, ProgressListener.SILENT).close();
    Preflight.clean(folder.resolve(".plumb"));
    assertThat(plan.directory().resolve("logs/redis.log")).exists();
    assertThat(plan.directory().resolve(Owner.FILE)).doesNotExist();
  }

  private static EnvironmentFailure failureOf(EnvironmentPlan plan) {
    var failure =
        catchThrowableOfType(
            EnvironmentFailure.class,
            () -> Environment.start(plan, ProgressListener.SILENT).close());
    assertThat(failure).as("the start of " + plan.parts() + " should fail").isNotNull();
    return failure;
  }

  private static void assertNothingLeft(EnvironmentPlan plan) {
    assertThat(Mark.processesOf(plan.directory())).isEmpty();
    assertThat(Files.exists(plan.directory().resolve("redis"))).isFalse();
  }

  private static int run(String... words) throws Exception {
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
