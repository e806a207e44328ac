package org.plumbline.cli.command;

import java.util.concurrent.Callable;
import org.plumbline.cli.check.Outcomes;
import org.plumbline.cli.report.ConsoleReport;
import org.plumbline.cli.run.ExitCode;
import org.plumbline.cli.run.Json;
import org.plumbline.cli.run.RunFolder;
import org.plumbline.cli.run.Summary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code plumb report RUN}: judges the raw files of a run again and writes its reports anew. */
@Command(
    name = "report",
    description = "Writes the report of a run again from its raw files, with today's judge.")
final class ReportCommand implements Callable<Integer> {
  private final Session session;

  @Mixin SharedOptions options = new SharedOptions();

  @Parameters(paramLabel = "RUN", description = "A folder, the name of one below runs/, or latest.")
  String run = "";

  ReportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    RunFolder folder = RunArgument.find(session, "RUN", run);
    Summary summary = Outcomes.judge(folder);
    Outcomes.write(folder, summary);
    if (options.isJson()) {
      session.terminal().out().println(Json.text(summary));
    } else {
      session.terminal().out().print(ConsoleReport.render(summary, session.terminal()));
      session.terminal().out().println();
      session.terminal().out().println("Report: " + folder.path().resolve(RunFolder.REPORT));
    }
    return ExitCode.OK.number();
  }
}
