package org.plumbline.cli.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.estimate.CapacityReport;
import org.plumbline.capacity.estimate.Estimate;
import org.plumbline.capacity.estimate.EstimateFile;
import org.plumbline.cli.console.Colour;
import org.plumbline.cli.console.TextTable;
import org.plumbline.cli.run.ExitCode;
import org.plumbline.cli.run.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code plumb capacity [FILE]}: the model alone, for a design of one's own or the documents'. */
@Command(
    name = "capacity",
    description = "Calculates what a design needs from its inputs alone.",
    footer = "%nWithout FILE: what each of the five documents needs.")
final class CapacityCommand implements Callable<Integer> {
  private final Session session;

  @Mixin SharedOptions options = new SharedOptions();

  @Mixin SimulationOptions simulation = new SimulationOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "An estimate in YAML; needs users, messages_per_user_per_day, message_size,"
              + " concurrent_share and retention.")
  @Nullable Path file;

  CapacityCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Path given = file;
    if (simulation.given()) {
      simulation.run(session, options, given != null);
      return ExitCode.OK.number();
    }
    List<CapacityReport> reports =
        given == null
            ? Estimate.PRESETS.stream()
                .map(name -> CapacityReport.of(Estimate.preset(name)))
                .toList()
            : List.of(CapacityReport.of(EstimateFile.read(session.workingFolder().resolve(given))));
    PrintStream out = session.terminal().out();
    if (options.isJson()) {
      out.println(Json.text(Map.of("schema", "plumbline/capacity/1", "reports", reports)));
    } else {
      reports.forEach(this::print);
    }
    return ExitCode.OK.number();
  }

  private void print(CapacityReport report) {
    PrintStream out = session.terminal().out();
    String title = report.name().equals(report.title()) ? "" : ": " + report.title();
    out.println(session.terminal().paint(Colour.BOLD, report.name() + title));
    TextTable inputs = new TextTable("input", ">value", "source");
    report.inputs().forEach(input -> inputs.row(input.id(), input.text(), input.source()));
    out.println(inputs.render());
    TextTable figures = new TextTable("figure", ">value", "formula");
    report.figures().forEach(line -> figures.row(line.title(), line.text(), line.formula()));
    out.println(figures.render());
  }
}
