package org.plumbline.cli.command;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Function;
import org.plumbline.cli.check.Run;
import org.plumbline.cli.check.Stop;
import org.plumbline.cli.console.Progress;
import org.plumbline.cli.report.ConsoleReport;
import org.plumbline.cli.run.Json;
import org.plumbline.cli.run.RunFolder;

/** What check, load and drill have in common: run the stops, print the result. */
final class Running {
  private static final long SEEDS = 1_000_000_000L;

  private Running() {}

  static int run(Session session, SharedOptions options, String profile, List<Stop> stops)
      throws Exception {
    return run(session, options, profile, stops, folder -> "");
  }

  /** The same, with more text in front of the result where it is printed as text. */
  static int run(
      Session session,
      SharedOptions options,
      String profile,
      List<Stop> stops,
      Function<RunFolder, String> before)
      throws Exception {
    FaultsLeft.clear(session);
    Progress progress = new Progress(session.terminal(), options.quiet, session.nanoTime());
    Run.Request request =
        new Run.Request(
            session.home(),
            session.runs(),
            String.join(" ", session.commandLine()),
            profile,
            options.seedOr(new SecureRandom().nextLong(SEEDS)),
            session.jdkHomes(),
            stops);
    Run.Result result = new Run(request, progress, session.clock(), session.nanoTime()).execute();
    progress.endLine();
    print(session, options, result, before);
    return result.summary().exitCode();
  }

  private static void print(
      Session session,
      SharedOptions options,
      Run.Result result,
      Function<RunFolder, String> before) {
    PrintStream out = session.terminal().out();
    if (options.isJson()) {
      out.println(Json.text(result.summary()));
      return;
    }
    out.print(before.apply(result.folder()));
    out.print(ConsoleReport.render(result.summary(), session.terminal()));
    out.println();
    out.println(result.summary().meaning());
    out.println("Report: " + result.folder().path().resolve(RunFolder.REPORT));
  }
}
