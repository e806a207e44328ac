package org.plumbline.cli.command;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.plumbline.chaos.fault.Clearing;
import org.plumbline.cli.run.ExitCode;
import org.plumbline.cli.run.Json;

/**
 * What drills have left broken that were killed: cleared by every command that uses an environment.
 */
final class FaultsLeft {
  private FaultsLeft() {}

  /** Clears what nobody is left to heal, and says so beside the command's own output. */
  static void clear(Session session) {
    Clearing clearing = Clearing.all(session.home(), false);
    clearing.undone().forEach(each -> session.terminal().err().println("cleared: " + each));
    clearing.left().forEach(each -> session.terminal().err().println("still broken: " + each));
  }

  /** {@code plumb drill --clear}: clears everything, also under a drill that still runs. */
  static int clearAll(Session session, SharedOptions options) {
    Clearing clearing = Clearing.all(session.home(), true);
    PrintStream out = session.terminal().out();
    if (options.isJson()) {
      out.println(
          Json.text(
              Map.<String, List<String>>of("cleared", clearing.undone(), "left", clearing.left())));
    } else if (clearing.undone().isEmpty() && clearing.left().isEmpty()) {
      out.println("Nothing is broken.");
    } else {
      clearing.undone().forEach(each -> out.println("cleared: " + each));
      clearing.left().forEach(each -> out.println("still broken: " + each));
    }
    return (clearing.left().isEmpty() ? ExitCode.OK : ExitCode.ENVIRONMENT).number();
  }
}
