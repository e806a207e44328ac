package org.plumbline.cli.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.estimate.CapacityReport;
import org.plumbline.capacity.estimate.Design;
import org.plumbline.capacity.estimate.Estimate;
import org.plumbline.capacity.estimate.InputSchema;
import org.plumbline.capacity.estimate.Prices;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.projection.CalibratedDesign;
import org.plumbline.cli.run.ExitCode;
import org.plumbline.cli.run.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb capacity [FILE]}: the model alone, for a design of one's own or the documents'. */
@Command(
    name = "capacity",
    description = "Calculates what a design needs from its inputs alone.",
    footer =
        "%nWithout FILE: what each of the five documents needs. All inputs, formulas and an"
            + " example: docs/capacity.md.")
final class CapacityCommand implements Callable<Integer> {
  private static final int SAMPLES_MIN = 100;
  private static final int SAMPLES_MAX = 100_000;

  private final Session session;

  @Mixin SharedOptions options = new SharedOptions();

  @Mixin SimulationOptions simulation = new SimulationOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE|PRESET",
      description =
          "A design in YAML; needs users, messages_per_user_per_day, message_size,"
              + " concurrent_share and retention. Or one of s0 to s4, whatsapp-2014.")
  @Nullable String design;

  @Option(
      names = "--prices",
      paramLabel = "FILE",
      description = "What things cost, in YAML; adds the cost of a month.")
  @Nullable Path prices;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      defaultValue = "none",
      description =
          "The run whose calibration stands in for what is only assumed: a folder, a name below"
              + " runs/, latest or none (default).")
  String run = "none";

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How often the inputs are drawn for the intervals (100 to 100000).")
  int samples = CapacityReport.SAMPLES;

  @Option(names = "--schema", description = "Print the JSON Schema of design files instead.")
  boolean schema;

  CapacityCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (simulation.given()) {
      simulation.run(session, options, design != null);
      return ExitCode.OK.number();
    }
    PrintStream out = session.terminal().out();
    if (schema) {
      out.print(InputSchema.text());
      return ExitCode.OK.number();
    }
    if (samples < SAMPLES_MIN || samples > SAMPLES_MAX) {
      throw new UsageError(
          "--samples", String.valueOf(samples), SAMPLES_MIN + " to " + SAMPLES_MAX);
    }
    Path priceFile = prices;
    Optional<Prices> given =
        priceFile == null
            ? Optional.empty()
            : Optional.of(Prices.read(session.workingFolder().resolve(priceFile)));
    List<Evidence> evidence =
        run.equals("none") ? List.of() : RunArgument.find(session, "--run", run).evidence();
    List<CapacityReport> reports =
        designs()
            .parallel()
            .map(one -> CalibratedDesign.of(one, evidence))
            .map(one -> CapacityReport.of(one, given, options.seedOr(1), samples))
            .toList();
    if (options.isJson()) {
      out.println(Json.text(Map.of("schema", "plumbline/capacity/1", "reports", reports)));
    } else {
      reports.forEach(report -> out.print(CapacityText.render(report, session.terminal())));
    }
    return ExitCode.OK.number();
  }

  private Stream<Design> designs() {
    String wanted = design;
    if (wanted == null) {
      return Estimate.PRESETS.stream().map(Design::preset);
    }
    return Stream.of(
        Design.PRESETS.contains(wanted)
            ? Design.preset(wanted)
            : Design.read(session.workingFolder().resolve(wanted)));
  }
}
