package org.plumbline.cli.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.plumbline.cli.console.TextTable;
import org.plumbline.cli.report.Shown;
import org.plumbline.cli.run.ExitCode;
import org.plumbline.cli.run.Json;
import org.plumbline.compose.Environment;
import org.plumbline.compose.RunningEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plumb status}: what {@code plumb up} has left running. */
@Command(name = "status", description = "Shows what plumb up has left running.")
final class StatusCommand implements Callable<Integer> {
  private final Session session;

  @Mixin SharedOptions options = new SharedOptions();

  StatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    FaultsLeft.clear(session);
    Optional<RunningEnvironment> running = Environment.running(session.home());
    List<RunningEnvironment.Status> all =
        running.map(RunningEnvironment::status).orElseGet(List::of);
    if (options.isJson()) {
      session
          .terminal()
          .out()
          .println(Json.text(Map.of("running", running.isPresent(), "parts", all)));
    } else if (running.isEmpty()) {
      session.terminal().out().println("Nothing is running. Start it with: plumb up");
    } else {
      session.terminal().out().print(table(all));
    }
    boolean down = all.stream().anyMatch(status -> !status.up());
    return (down ? ExitCode.ENVIRONMENT : ExitCode.OK).number();
  }

  static String table(List<RunningEnvironment.Status> all) {
    TextTable table = new TextTable("part", "state", "address", ">pid", "version", ">running");
    for (RunningEnvironment.Status status : all) {
      table.row(
          status.name(),
          status.up() ? "up" : "down",
          status.address(),
          Long.toString(status.pid()),
          status.version(),
          status.up() ? Shown.seconds((double) status.running().toSeconds()) : "");
    }
    return table.render();
  }
}
