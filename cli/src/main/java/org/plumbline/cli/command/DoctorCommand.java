package org.plumbline.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.plumbline.cli.console.Colour;
import org.plumbline.cli.console.Terminal;
import org.plumbline.cli.run.ExitCode;
import org.plumbline.cli.run.Json;
import org.plumbline.compose.Check;
import org.plumbline.compose.Doctor;
import org.plumbline.simulations.load.GeneratorPriority;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plumb doctor}: is this machine fit, and what to do if it is not. */
@Command(name = "doctor", description = "Says whether this machine is fit, and what to do if not.")
final class DoctorCommand implements Callable<Integer> {
  private static final int NAME_WIDTH = 18;

  private final Session session;

  @Mixin SharedOptions options = new SharedOptions();

  DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    List<Check> checks = new ArrayList<>(Doctor.examine(session.home()));
    checks.add(generator());
    boolean fit = checks.stream().noneMatch(check -> check.verdict() == Check.Verdict.FAIL);
    if (options.isJson()) {
      session.terminal().out().println(Json.text(Map.of("fit", fit, "checks", checks)));
    } else {
      checks.forEach(this::print);
      session.terminal().out().println(fit ? "This machine is fit." : "This machine is not fit.");
    }
    return (fit ? ExitCode.OK : ExitCode.ENVIRONMENT).number();
  }

  private static Check generator() throws InterruptedException {
    return GeneratorPriority.permitted() == GeneratorPriority.REAL_TIME
        ? new Check("generator", Check.Verdict.OK, "may run at real-time priority", "")
        : new Check(
            "generator",
            Check.Verdict.WARN,
            "no real-time priority: beside busy servers it sends late, and no load can be judged",
            "run as a user who may use chrt --rr (ulimit -r above 0); chrt is in util-linux");
  }

  private void print(Check check) {
    Terminal terminal = session.terminal();
    Colour colour =
        switch (check.verdict()) {
          case OK -> Colour.GREEN;
          case WARN -> Colour.YELLOW;
          case FAIL -> Colour.RED;
        };
    String verdict =
        String.format(Locale.ROOT, "%-5s", check.verdict().name().toLowerCase(Locale.ROOT));
    String name = String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s", check.name());
    terminal.out().println(terminal.paint(colour, verdict) + name + check.found());
    if (!check.remedy().isEmpty()) {
      terminal.out().println(" ".repeat(verdict.length() + NAME_WIDTH) + "-> " + check.remedy());
    }
  }
}
