package org.plumbline.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardianTest {
  private static final Duration BOUND = Duration.ofSeconds(20);

  @TempDir Path directory;
  private Process child;

  @BeforeEach
  void startChild() throws IOException {
    child = new ProcessBuilder("sleep", "300").start();
  }

  @AfterEach
  void endChild() {
    child.destroyForcibly();
  }

  @Test
  void shouldEndWardWhenItsInputEnds() throws IOException {
    var guardian = guardian();
    try (var input = guardian.outputWriter(StandardCharsets.UTF_8)) {
      input.write(Guardian.Ward.of(child.toHandle(), "a sleeper").line() + "\n");
    }
    assertThat(Waiting.forExit(guardian.toHandle(), BOUND)).isTrue();
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void shouldSpareProcessWhenStartInstantDiffers() throws IOException {
    var ward = Guardian.Ward.of(child.toHandle(), "a sleeper");
    var earlier = new Guardian.Ward(ward.pid(), ward.startMillis() - 5_000, ward.name());
    var guardian = guardian();
    try (var input = guardian.outputWriter(StandardCharsets.UTF_8)) {
      input.write(earlier.line() + "\nnonsense\n");
    }
    assertThat(Waiting.forExit(guardian.toHandle(), BOUND)).isTrue();
    assertThat(child.isAlive()).isTrue();
  }

  @Test
  void shouldEndMarkedProcessWhenNobodyAnnouncedIt() throws IOException {
    var builder = new ProcessBuilder("sleep", "300");
    builder.environment().put(Mark.VARIABLE, directory.toString());
    var marked = builder.start();
    var guardian = guardian();
    guardian.outputWriter(StandardCharsets.UTF_8).close();
    assertThat(Waiting.forExit(guardian.toHandle(), BOUND)).isTrue();
    assertThat(Waiting.forExit(marked.toHandle(), BOUND)).isTrue();
    assertThat(child.isAlive()).isTrue();
  }

  @Test
  void shouldKillPausedProcessWhenItDoesNotHear() {
    Signal.send(child.pid(), Signal.STOP);
    Guardian.end(List.of(child.toHandle()), Duration.ofSeconds(2));
    assertThat(child.isAlive()).isFalse();
  }

  private Process guardian() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx16m",
            "-XX:+UseSerialGC",
            "-cp",
            Launcher.ownClasses(),
            Guardian.class.getName(),
            directory.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
