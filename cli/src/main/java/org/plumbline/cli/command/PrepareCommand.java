package org.plumbline.cli.command;

import java.util.concurrent.Callable;
import org.plumbline.cli.check.Preparation;
import org.plumbline.cli.console.Progress;
import org.plumbline.cli.run.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plumb prepare}: what the launcher does once after a build. */
@Command(
    name = "prepare",
    description =
        "Makes the servers' start caches; the launcher does it after a build. Takes minutes.")
final class PrepareCommand implements Callable<Integer> {
  private final Session session;

  @Mixin SharedOptions options = new SharedOptions();

  PrepareCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Progress progress = new Progress(session.terminal(), options.quiet, session.nanoTime());
    Preparation.prepare(
        session.home(), session.clock().millis(), progress, session.clock(), session.nanoTime());
    return ExitCode.OK.number();
  }
}
