package org.plumbline.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code plumb up}, {@code status} and {@code down} stand on. */
class RunningEnvironmentIT {
  @TempDir Path home;

  @Test
  void shouldBeFoundAskedAndStoppedWhenLaunched() throws Exception {
    var lines = Collections.synchronizedList(new ArrayList<String>());
    var plan = plan().withLoadAccounts();
    assertThat(RunningEnvironment.find(home)).isEmpty();
    try (var launched = new Stopping(RunningEnvironment.launch(plan, lines::add))) {
      assertThat(lines).anyMatch(line -> line.startsWith("redis 7.0.15 ready after "));
      var found = Environment.running(home).orElseThrow();
      assertThat(found.topology()).isEqualTo(launched.environment().topology());
      var secret = found.operatorSecret().orElseThrow();
      var directory = RunningEnvironment.directory(home);
      assertThat(Files.getPosixFilePermissions(directory.resolve(RunningEnvironment.OPERATOR)))
          .containsExactlyInAnyOrder(
              PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
      assertThat(directory.resolve(RunningEnvironment.STATE)).content().doesNotContain(secret);
      assertThat(lines).noneMatch(line -> line.contains(secret));
      assertThat(found.status())
          .hasSize(2)
          .allSatisfy(status -> assertThat(status.up()).isTrue())
          .allSatisfy(status -> assertThat(status.running()).isPositive());
      var second =
          catchThrowableOfType(
              EnvironmentFailure.class, () -> RunningEnvironment.launch(plan, lines::add));
      assertThat(second.remedy()).contains("plumb down");
    }
    assertThat(RunningEnvironment.find(home)).isEmpty();
    assertThat(Mark.processesOf(RunningEnvironment.directory(home))).isEmpty();
  }

  @Test
  void shouldTellFailureOfHostWhenPortIsTaken() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var plan = plan().withFixedPorts(Map.of("redis", other.getLocalPort()));
      var failure =
          catchThrowableOfType(
              EnvironmentFailure.class,
              () -> RunningEnvironment.launch(plan, ProgressListener.SILENT));
      assertThat(failure.part()).isEqualTo("redis");
      assertThat(failure.reason()).contains("port " + other.getLocalPort());
    }
    assertThat(RunningEnvironment.find(home)).isEmpty();
  }

  private EnvironmentPlan plan() {
    return EnvironmentPlan.dataServers(home, Part.REDIS)
        .withNodes(1)
        .withNodeProgram(StandInNode.program())
        .withFreeBytesMin(0);
  }

  private record Stopping(RunningEnvironment environment) implements AutoCloseable {
    @Override
    public void close() throws EnvironmentFailure {
      environment.stop();
    }
  }
}
