package org.plumbline.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That nothing keeps running, in whatever way the owner of an environment ends. */
class LeftoversIT {
  private static final Duration BOUND = Duration.ofSeconds(30);

  @TempDir Path folder;
  private Path directory;
  private Process parent;
  private List<ProcessHandle> children;

  @BeforeEach
  void startParent() throws IOException {
    directory = folder.resolve("environment");
    parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ParentProcess.class.getName(),
                Home.path().toString(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(parent.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("ready 1");
    children = Mark.processesOf(directory);
    assertThat(children).hasSize(2);
  }

  @AfterEach
  void endAll() {
    parent.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void shouldEndChildrenWhenParentIsKilled() throws Exception {
    parent.destroyForcibly();
    assertThat(Await.until(BOUND, () -> children.stream().noneMatch(ProcessHandle::isAlive)))
        .isTrue();
    assertThat(Await.until(BOUND, () -> Mark.processesOf(directory).isEmpty())).isTrue();
  }

  @Test
  void shouldEndChildrenAndRemoveFilesWhenParentIsTerminated() throws Exception {
    parent.destroy();
    assertThat(Waiting.forExit(parent.toHandle(), BOUND)).isTrue();
    assertThat(children).noneMatch(ProcessHandle::isAlive);
    assertThat(Files.exists(directory)).isFalse();
  }

  @Test
  void shouldKeepChildrenOutOfSessionOfTerminalWhenSystemCan() throws IOException {
    assertThat(Executables.find("setsid"))
        .as("the program setsid: Debian has it in util-linux")
        .isNotNull();
    for (var child : children) {
      assertThat(session(child.pid())).isEqualTo(child.pid()).isNotEqualTo(session(parent.pid()));
    }
  }

  private static long session(long pid) throws IOException {
    var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    var afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(afterName[3]);
  }
}
