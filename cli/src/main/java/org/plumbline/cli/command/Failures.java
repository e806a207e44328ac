package org.plumbline.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.plumbline.capacity.estimate.MalformedEstimate;
import org.plumbline.cli.bench.MalformedResults;
import org.plumbline.cli.run.ExitCode;
import org.plumbline.compose.EnvironmentFailure;
import org.plumbline.simulations.load.LoadFailure;
import picocli.CommandLine;

/** Turns what went wrong into one clear message and an exit code. */
final class Failures {
  private final Session session;

  Failures(Session session) {
    this.session = session;
  }

  /** An argument that was not understood: what, what was expected, and where help is. */
  static int usage(CommandLine.ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println("plumb: " + complaint(e, command));
    command.getErr().println("Try '" + name + " --help'.");
    return ExitCode.USAGE.number();
  }

  private static String complaint(CommandLine.ParameterException e, CommandLine command) {
    boolean unknownCommand =
        e instanceof CommandLine.UnmatchedArgumentException unmatched
            && command.getParent() == null
            && !unmatched.isUnknownOption();
    return unknownCommand
        ? "COMMAND: "
            + ((CommandLine.UnmatchedArgumentException) e).getUnmatched().getFirst()
            + " (expected: one of "
            + String.join(", ", command.getSubcommands().keySet())
            + ")"
        : String.valueOf(e.getMessage());
  }

  /** Anything else: no stack trace for what a user can mend; a log file for what we must mend. */
  int execution(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    ExitCode code =
        switch (e) {
          case UsageError _ -> ExitCode.USAGE;
          case MalformedEstimate _ -> ExitCode.USAGE;
          case InterruptedException _ -> ExitCode.INTERRUPTED;
          default -> ExitCode.ENVIRONMENT;
        };
    PrintWriter err = command.getErr();
    if (isEnding()) {
      // Ctrl-C stops the servers under a run; what it stumbles over then is no news to anybody.
      err.println("plumb: interrupted");
      return ExitCode.INTERRUPTED.number();
    }
    switch (e) {
      case InterruptedException _ -> err.println("plumb: interrupted");
      case UsageError usage -> err.println("plumb: " + usage.getMessage());
      case MalformedEstimate estimate ->
          estimate.getMessage().lines().forEach(line -> err.println("plumb: " + line));
      case EnvironmentFailure failure -> err.println("plumb: " + failure.getMessage());
      case LoadFailure failure -> err.println("plumb: " + failure.getMessage());
      case MalformedResults malformed -> err.println("plumb: " + malformed.getMessage());
      default -> unexpected(e, err);
    }
    return code.number();
  }

  /** A process that is ending takes no more hooks, and there is no other way to ask. */
  private static boolean isEnding() {
    Thread probe = new Thread(() -> {}, "probe");
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      return !Runtime.getRuntime().removeShutdownHook(probe);
    } catch (IllegalStateException _) {
      return true;
    }
  }

  private void unexpected(Exception e, PrintWriter err) {
    err.println("plumb: unexpected: " + brief(e));
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    Path log = session.state().resolve("failure-" + ProcessHandle.current().pid() + ".log");
    try {
      Files.createDirectories(session.state());
      Files.writeString(log, trace.toString());
      err.println("  details: " + log);
    } catch (IOException unwritable) {
      err.println("  details could not be written to " + log + ": " + unwritable.getMessage());
    }
  }

  private static String brief(Exception e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }
}
