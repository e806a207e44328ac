package org.plumbline.compose;

import java.util.List;

/** A server that ended without being asked to. */
public record UnexpectedExit(String server, int exitCode, List<String> lastLogLines) {
  public UnexpectedExit {
    lastLogLines = List.copyOf(lastLogLines);
  }

  static UnexpectedExit of(ServerProcess server) {
    return new UnexpectedExit(
        server.name(), server.exitCode().orElse(-1), server.lastLogLines(Readiness.LOG_LINES));
  }

  /** The same as a failure, to end a run with. */
  public EnvironmentFailure failure() {
    return new EnvironmentFailure(
        server,
        "ended unexpectedly (exit code " + exitCode + ")",
        lastLogLines,
        Remedies.of(server, lastLogLines));
  }
}
