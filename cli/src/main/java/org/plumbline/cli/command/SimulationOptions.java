package org.plumbline.cli.command;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.fit.ConnectionMemory;
import org.plumbline.capacity.fit.PredictionReport;
import org.plumbline.capacity.simulation.Scenario;
import org.plumbline.capacity.simulation.SimulationResult;
import org.plumbline.capacity.simulation.StormValidation;
import org.plumbline.capacity.simulation.World;
import org.plumbline.cli.console.Colour;
import org.plumbline.cli.report.PredictionText;
import org.plumbline.cli.report.SimulationText;
import org.plumbline.cli.run.Json;
import org.plumbline.cli.run.RunFolder;
import picocli.CommandLine.Option;

/** What {@code plumb capacity} does beyond calculating: simulate, and fit to measured runs. */
final class SimulationOptions {
  private static final String ALL = "all";
  private static final long SEED = 1;

  @Option(
      names = "--simulate",
      paramLabel = "SCENARIO",
      description =
          "Simulates the documents' 500 million users: day, reconnect_storm, rolling_deploy,"
              + " hot_groups, redis_loss, cassandra_loss, shard_growth, or all.")
  @Nullable String scenario;

  @Option(
      names = "--fit",
      paramLabel = "RUN",
      split = ",",
      description =
          "Fits the model to these runs, predicts what was held out, and compares simulated storms"
              + " with measured ones.")
  List<String> runs = new ArrayList<>();

  /** Whether one of the two was asked for. */
  boolean given() {
    return scenario != null || !runs.isEmpty();
  }

  void run(Session session, SharedOptions options, boolean withFile) {
    if (withFile) {
      throw new UsageError("FILE: given (expected: none with --simulate or --fit)");
    }
    String wanted = scenario;
    if (wanted != null && !runs.isEmpty()) {
      throw new UsageError("--fit: given (expected: not together with --simulate)");
    }
    if (wanted == null) {
      fit(session, options);
    } else {
      simulate(session, options, scenarios(wanted));
    }
  }

  private static List<Scenario> scenarios(String wanted) {
    if (wanted.equals(ALL)) {
      return Scenario.all();
    }
    return List.of(
        Scenario.named(wanted)
            .orElseThrow(
                () ->
                    new UsageError(
                        "--simulate",
                        wanted,
                        Scenario.all().stream()
                            .map(Scenario::name)
                            .collect(Collectors.joining(", ", "one of ", ", all")))));
  }

  private static void simulate(Session session, SharedOptions options, List<Scenario> scenarios) {
    List<SimulationResult> results = new ArrayList<>();
    PrintStream out = session.terminal().out();
    for (Scenario scenario : scenarios) {
      long begun = session.nanoTime().getAsLong();
      SimulationResult result = scenario.run(World.documents(), options.seedOr(SEED));
      Duration took = Duration.ofNanos(session.nanoTime().getAsLong() - begun);
      if (!options.quiet) {
        session.terminal().err().println(scenario.name() + ": " + took.toMillis() / 1e3 + " s");
      }
      results.add(result);
      if (!options.isJson()) {
        out.println(
            session.terminal().paint(Colour.BOLD, result.scenario() + ": " + result.title()));
        out.println(SimulationText.tables(result));
      }
    }
    if (options.isJson()) {
      out.println(Json.text(Map.of("schema", "plumbline/simulation/1", "results", results)));
    }
  }

  private void fit(Session session, SharedOptions options) {
    List<Evidence> evidence = new ArrayList<>();
    List<ConnectionMemory> memory = new ArrayList<>();
    int cores = 1;
    for (String run : runs) {
      RunFolder folder = RunArgument.find(session, "--fit", run);
      evidence.addAll(folder.evidence());
      if (memory.isEmpty()) {
        memory.addAll(ConnectionMemory.read(folder.path()));
      }
      cores = Math.max(cores, folder.manifest().machine().cores());
    }
    PredictionReport report =
        PredictionReport.of(evidence, memory, cores)
            .with(StormValidation.of(evidence, options.seedOr(SEED)));
    PrintStream out = session.terminal().out();
    if (options.isJson()) {
      out.println(Json.text(Map.of("schema", "plumbline/prediction/1", "prediction", report)));
    } else {
      out.println(session.terminal().paint(Colour.BOLD, "Predicted and measured"));
      out.print(PredictionText.table(report.predictions()));
    }
  }
}
