package org.plumbline.cli.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.plumbline.cli.console.Terminal;
import org.plumbline.cli.run.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** All commands under one name, with one way to complain. */
public final class Commands {
  private Commands() {}

  @Command(
      name = "plumb",
      description = {
        "Holds every claim of the messenger's design documents against a calculation,",
        "a measurement or a drill, and says which are true."
      },
      footer = {
        "",
        "Exit codes: 0 all judged and nothing failed that should hold; 1 a promise of the",
        "messenger broke; 2 usage; 3 the environment could not run; 4 inconclusive;",
        "130 interrupted."
      },
      synopsisSubcommandLabel = "COMMAND")
  static final class Root implements Runnable {
    @Mixin SharedOptions options = new SharedOptions();
    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "COMMAND: missing (expected: one of those listed by plumb --help)");
    }
  }

  /** Runs the command that the arguments name, and returns its exit code. */
  public static int run(Session session, String... arguments) {
    Terminal terminal = session.terminal();
    CommandLine line = new CommandLine(new Root());
    line.addSubcommand("check", new CheckCommand(session));
    line.addSubcommand("up", new UpCommand(session));
    line.addSubcommand("status", new StatusCommand(session));
    line.addSubcommand("down", new DownCommand(session));
    line.addSubcommand("load", new LoadCommand(session));
    line.addSubcommand("drill", new DrillCommand(session));
    line.addSubcommand("history", new HistoryCommand(session));
    line.addSubcommand("bench", new BenchCommand(session));
    line.addSubcommand("capacity", new CapacityCommand(session));
    line.addSubcommand("claims", new ClaimsCommand(session));
    line.addSubcommand("report", new ReportCommand(session));
    line.addSubcommand("doctor", new DoctorCommand(session));
    line.addSubcommand("prepare", new PrepareCommand(session));
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF));
    line.setParameterExceptionHandler(Failures::usage);
    Failures failures = new Failures(session);
    line.setExecutionExceptionHandler(failures::execution);
    line.setExitCodeExceptionMapper(_ -> ExitCode.ENVIRONMENT.number());
    return line.execute(arguments);
  }
}
