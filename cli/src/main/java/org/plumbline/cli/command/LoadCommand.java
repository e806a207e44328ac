package org.plumbline.cli.command;

import java.util.Iterator;
import java.util.concurrent.Callable;
import org.plumbline.cli.check.Itinerary;
import org.plumbline.compose.Environment;
import org.plumbline.simulations.Scenarios;
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
    boolean running = Environment.running(session.home()).isPresent();
    return Running.run(session, options, profile, Itinerary.ofLoad(scenario, running));
  }
}
