package org.plumbline.swarm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * A swarm's process: one command a line on its input, one answer a line on its output, both JSON
 * objects (see {@link Session}). It ends with its input, and so with its parent.
 */
public final class SwarmMain {

  private static final int INPUT_GONE = 0;
  private static final int PARENT_GONE = 143;

  private SwarmMain() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    // The input alone would do, but for a command that is still under way.
    ProcessHandle.current()
        .parent()
        .ifPresent(
            parent -> {
              var _ = parent.onExit().thenRun(() -> Runtime.getRuntime().halt(PARENT_GONE));
            });
    // Whatever a library prints must not stand between the answers.
    PrintStream answers = System.out;
    System.setOut(System.err);
    try (Session session = new Session(System::nanoTime);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      for (@Nullable String line = commands.readLine(); line != null; line = commands.readLine()) {
        if (!line.isBlank()) {
          ObjectNode answer = session.answer(line);
          answers.println(answer);
          answers.flush();
        }
      }
    }
    Runtime.getRuntime().halt(INPUT_GONE);
  }
}
