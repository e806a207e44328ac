package org.plumbline.cli.command;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plumbline.cli.check.Itinerary;
import org.plumbline.cli.check.Stop;
import org.plumbline.cli.report.LoadFigures;
import org.plumbline.compose.Environment;
import org.plumbline.simulations.Scenarios;
import org.plumbline.simulations.load.LoadOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb load NAME}: one load scenario. */
@Command(name = "load", description = "Runs one load scenario and judges the claims by it.")
final class LoadCommand implements Callable<Integer> {
  private final Session session;

  @Mixin SharedOptions options = new SharedOptions();

  @Parameters(
      paramLabel = "NAME",
      completionCandidates = ScenarioNames.class,
      description = "The scenario, as docs/loads.md describes it: ${COMPLETION-CANDIDATES}.")
  String name = "";

  @Option(
      names = "--profile",
      paramLabel = "smoke|quick|full",
      defaultValue = "quick",
      converter = ProfileName.class,
      description = "How much (default quick).")
  String profile = "quick";

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = "How many chat nodes, 1 to 16 (default 2, or as many as the load needs).")
  @Nullable Integer nodes;

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "How many sockets, where the scenario holds them.")
  @Nullable Integer connections;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Messages a second of all users together, instead of the profile's.")
  @Nullable Double rate;

  @Option(
      names = "--duration",
      paramLabel = "S",
      description = "How many seconds the steady phase lasts, 1 to 600, instead of the profile's.")
  @Nullable Integer duration;

  /** The names for the help, which is made before a command runs. */
  static final class ScenarioNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Scenarios.names().iterator();
    }
  }

  LoadCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    String scenario = name.replace('-', '_');
    if (!Scenarios.names().contains(scenario)) {
      throw new UsageError("NAME", name, "one of " + String.join(", ", Scenarios.names()));
    }
    return Running.run(
        session,
        options,
        profile,
        stops(scenario),
        folder -> LoadFigures.render(folder.evidence(), session.terminal()));
  }

  private List<Stop> stops(String scenario) {
    OptionalInt running =
        Environment.running(session.home()).stream()
            .mapToInt(environment -> environment.topology().nodes().size())
            .findFirst();
    try {
      LoadOptions asked =
          new LoadOptions(
              nodes == null ? OptionalInt.empty() : OptionalInt.of(nodes),
              connections == null ? OptionalInt.empty() : OptionalInt.of(connections),
              rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate),
              Optional.ofNullable(duration).map(Duration::ofSeconds));
      return Itinerary.ofLoad(scenario, profile, asked, running);
    } catch (IllegalArgumentException e) {
      throw new UsageError(String.valueOf(e.getMessage()));
    }
  }
}
