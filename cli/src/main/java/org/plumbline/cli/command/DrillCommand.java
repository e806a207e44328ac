package org.plumbline.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.plumbline.chaos.drill.Drill;
import org.plumbline.chaos.drill.Drills;
import org.plumbline.chaos.experiment.format.Experiment;
import org.plumbline.chaos.experiment.format.InvalidExperiment;
import org.plumbline.chaos.experiment.format.Programs;
import org.plumbline.cli.check.Itinerary;
import org.plumbline.cli.check.Stop;
import org.plumbline.cli.run.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb drill NAME...|FILE}: drills of the catalogue, or an experiment in a file. */
@Command(name = "drill", description = "Runs drills and says which promises held.")
final class DrillCommand implements Callable<Integer> {
  private final Session session;

  @Mixin SharedOptions options = new SharedOptions();

  @Parameters(
      paramLabel = "NAME|FILE",
      arity = "0..*",
      description = {
        "The drill, for example kill-chat-node, or several, which run one after another;",
        "or a Chaos Toolkit experiment."
      })
  List<String> named = List.of();

  @Option(names = "--list", description = "Runs nothing: names all drills, with a line each.")
  boolean list;

  @Option(names = "--all", description = "All drills; the others follow when one fails.")
  boolean all;

  @Option(
      names = "--clear",
      description = "Runs nothing: heals whatever a drill has broken and left so.")
  boolean clear;

  @Option(
      names = "--profile",
      paramLabel = "smoke|quick|full",
      defaultValue = "quick",
      converter = ProfileName.class,
      description = "How much (default quick).")
  String profile = "quick";

  DrillCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    if (clear) {
      return FaultsLeft.clearAll(session, options);
    }
    if (list) {
      DrillTable.list(session, options);
      return ExitCode.OK.number();
    }
    if (all) {
      return Running.run(
          session, options, profile, Itinerary.ofDrills(Drills.all()), DrillTable::ofRun);
    }
    if (named.size() > 1) {
      List<Drill> drills = named.stream().distinct().map(DrillCommand::ofCatalogue).toList();
      return Running.run(session, options, profile, Itinerary.ofDrills(drills), DrillTable::ofRun);
    }
    String name = named.isEmpty() ? "" : named.getFirst();
    Path file = session.workingFolder().resolve(name);
    if (!Drills.names().contains(dashed(name)) && !name.isEmpty() && Files.isRegularFile(file)) {
      return runFile(file);
    }
    return Running.run(session, options, profile, Itinerary.ofDrill(ofCatalogue(name).name()));
  }

  private static String dashed(String name) {
    return name.replace('_', '-');
  }

  private static Drill ofCatalogue(String name) {
    if (!Drills.names().contains(dashed(name))) {
      throw new UsageError(
          "NAME|FILE",
          name,
          "one of " + String.join(", ", Drills.names()) + ", or a file that exists, alone");
    }
    return Drills.byName(dashed(name));
  }

  private int runFile(Path file) throws Exception {
    Programs programs = new Programs(session.workingFolder(), session.environment());
    Experiment experiment;
    try {
      experiment = Drills.reader(programs).read(file);
    } catch (InvalidExperiment e) {
      throw new UsageError(String.valueOf(e.getMessage()));
    }
    if (experiment.isDrill()) {
      List<Stop> stops = Itinerary.ofDrill(Drills.of(file, experiment));
      return Running.run(session, options, profile, stops);
    }
    return new LoneExperiment(session, options, programs).run(experiment);
  }
}
