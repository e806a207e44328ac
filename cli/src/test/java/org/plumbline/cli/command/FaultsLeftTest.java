package org.plumbline.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.cli.console.Terminal;

/** What a killed drill has left, as the commands find it. */
class FaultsLeftTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path home;

  /** A fault of a process that is long gone: no process has started at that time. */
  private Path leave() throws IOException {
    Path directory = Files.createDirectories(home.resolve(".plumb/env-1-1"));
    return Files.writeString(
        directory.resolve("faults.json"),
        """
        {
          "schema": "plumbline/faults/1",
          "striker": {"pid": 1, "start_millis": 1, "name": "plumb"},
          "faults": [
            {
              "what": "SIGSTOP to node-1",
              "undo": [
                {"kind": "resume", "process": {"pid": 1, "start_millis": 1, "name": "node-1"}}
              ]
            }
          ]
        }
        """);
  }

  private int run(String... arguments) {
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false, false);
    Session session =
        new Session(
            home,
            home,
            terminal,
            Map.of(),
            InstantSource.system(),
            System::nanoTime,
            List.of(arguments));
    return Commands.run(session, arguments);
  }

  @Test
  void shouldSayWhatItCleared() throws Exception {
    Path file = leave();
    assertThat(run("drill", "--clear")).isZero();
    assertThat(out.toString(UTF_8)).isEqualTo("cleared: SIGSTOP to node-1: node-1 continued\n");
    assertThat(file).doesNotExist();
    out.reset();
    assertThat(run("drill", "--clear")).isZero();
    assertThat(out.toString(UTF_8)).isEqualTo("Nothing is broken.\n");
  }

  @Test
  void shouldClearBeforeACommandUsesTheEnvironment() throws Exception {
    Path file = leave();
    run("status");
    assertThat(file).doesNotExist();
    assertThat(err.toString(UTF_8)).contains("cleared: SIGSTOP to node-1");
    assertThat(out.toString(UTF_8)).startsWith("Nothing is running.");
  }

  @Test
  void shouldClearAsJson() throws Exception {
    leave();
    assertThat(run("drill", "--clear", "--format", "json")).isZero();
    assertThat(out.toString(UTF_8)).contains("\"cleared\"", "node-1 continued", "\"left\"");
  }
}
