package org.plumbline.compose;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Waits until a server answers in its own protocol. */
final class Readiness {
  static final int LOG_LINES = 20;
  private static final Duration BETWEEN = Duration.ofMillis(40);

  /** One real exchange with the server; an exception or false means: not yet. */
  @FunctionalInterface
  interface Probe {
    boolean answers() throws IOException;
  }

  private Readiness() {}

  static void await(ServerProcess server, Probe probe, Duration atMost) throws EnvironmentFailure {
    var deadline = Deadline.after(atMost);
    var last = "no answer yet";
    while (true) {
      if (!server.isAlive()) {
        throw ended(server, "ended while it started");
      }
      try {
        if (probe.answers()) {
          return;
        }
      } catch (IOException e) {
        last = e.toString();
      }
      if (deadline.isOver()) {
        throw tooSlow(server, atMost, last);
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new EnvironmentFailure(
            server.name(), "its start was given up", List.of(), "see the other failure");
      }
      Waiting.forExit(server.process().toHandle(), BETWEEN);
    }
  }

  static EnvironmentFailure ended(ServerProcess server, String how) {
    var exit = server.exitCode();
    var lines = server.lastLogLines(LOG_LINES);
    return new EnvironmentFailure(
        server.name(),
        how + (exit.isPresent() ? " (exit code " + exit.getAsInt() + ")" : ""),
        lines,
        Remedies.of(server, lines));
  }

  private static EnvironmentFailure tooSlow(ServerProcess server, Duration atMost, String last) {
    return new EnvironmentFailure(
        server.name(),
        "not ready after " + Seconds.of(atMost) + " (" + last + ")",
        server.lastLogLines(LOG_LINES),
        "look for the cause in " + server.log() + "; is the machine busy with something else?");
  }
}
