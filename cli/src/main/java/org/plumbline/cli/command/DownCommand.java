package org.plumbline.cli.command;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.plumbline.cli.console.Progress;
import org.plumbline.cli.run.ExitCode;
import org.plumbline.cli.run.Json;
import org.plumbline.compose.Environment;
import org.plumbline.compose.EnvironmentFailure;
import org.plumbline.compose.RunningEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plumb down}: stops what {@code plumb up} has left running. */
@Command(name = "down", description = "Stops what plumb up has left running.")
final class DownCommand implements Callable<Integer> {
  private final Session session;

  @Mixin SharedOptions options = new SharedOptions();

  DownCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws EnvironmentFailure {
    FaultsLeft.clear(session);
    Optional<RunningEnvironment> running = Environment.running(session.home());
    if (running.isPresent()) {
      Progress progress = new Progress(session.terminal(), options.quiet, session.nanoTime());
      progress.now("stopping");
      running.get().stop();
      progress.endLine();
    }
    if (options.isJson()) {
      session.terminal().out().println(Json.text(Map.of("stopped", running.isPresent())));
    } else {
      session.terminal().out().println(running.isPresent() ? "Stopped." : "Nothing was running.");
    }
    return ExitCode.OK.number();
  }
}
