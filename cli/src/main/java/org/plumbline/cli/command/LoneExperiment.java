package org.plumbline.cli.command;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.plumbline.chaos.experiment.format.Experiment;
import org.plumbline.chaos.experiment.format.Programs;
import org.plumbline.chaos.experiment.run.ActivityRun;
import org.plumbline.chaos.experiment.run.ExperimentRun;
import org.plumbline.chaos.experiment.run.InterruptOnExit;
import org.plumbline.chaos.experiment.run.Journal;
import org.plumbline.chaos.experiment.run.SteadyState;
import org.plumbline.chaos.experiment.run.Surroundings;
import org.plumbline.cli.console.Progress;
import org.plumbline.cli.run.ExitCode;
import org.plumbline.cli.run.RunFolder;
import org.plumbline.compose.Environment;
import org.plumbline.compose.EnvironmentFailure;
import org.plumbline.compose.EnvironmentPlan;
import org.plumbline.compose.Part;
import org.plumbline.compose.Topology;

/**
 * Runs an experiment that says nothing of our messenger: no load, no checkers, and no server of
 * ours unless it needs a Toxiproxy and does not say where one is.
 */
final class LoneExperiment {

  private static final Duration ROLLED_BACK_WITHIN = Duration.ofSeconds(60);

  private final Session session;
  private final SharedOptions options;
  private final Programs programs;
  private final Progress progress;

  LoneExperiment(Session session, SharedOptions options, Programs programs) {
    this.session = session;
    this.options = options;
    this.programs = programs;
    this.progress = new Progress(session.terminal(), options.quiet, session.nanoTime());
  }

  int run(Experiment experiment) throws EnvironmentFailure, IOException {
    if (!experiment.needsOurToxiproxy()) {
      return run(experiment, Optional.empty());
    }
    var running = Environment.running(session.home());
    if (running.isPresent()) {
      return run(experiment, toxiproxy(running.get().topology()));
    }
    EnvironmentPlan standard = EnvironmentPlan.standard(session.home()).withProxied(true);
    EnvironmentPlan plan = session.jdkHomes().map(standard::withJavaSearchPath).orElse(standard);
    try (Environment own = Environment.start(plan, progress::now)) {
      return run(experiment, toxiproxy(own.topology()));
    }
  }

  private static Optional<URI> toxiproxy(Topology topology) {
    return topology.servers().stream()
        .filter(server -> server.name().equals(Part.TOXIPROXY.id()))
        .map(server -> URI.create(server.uri()))
        .findFirst();
  }

  private int run(Experiment experiment, Optional<URI> toxiproxy) throws IOException {
    Path file =
        RunFolder.create(session.runs(), session.clock().instant()).path().resolve(Journal.FILE);
    Journal journal;
    try (var _ = InterruptOnExit.ofThisThread(ROLLED_BACK_WITHIN)) {
      Surroundings alone = Surroundings.alone(programs, toxiproxy, progress::keep);
      journal = new ExperimentRun(experiment, alone).run();
      journal.write(file);
    }
    progress.endLine();
    print(journal, file);
    return exitCode(journal).number();
  }

  private static ExitCode exitCode(Journal journal) {
    return switch (journal.status()) {
      case INTERRUPTED -> ExitCode.INTERRUPTED;
      case ABORTED -> ExitCode.ENVIRONMENT;
      case COMPLETED -> journal.deviated() ? ExitCode.BROKEN : ExitCode.OK;
      case FAILED -> journal.deviated() ? ExitCode.BROKEN : ExitCode.INCONCLUSIVE;
    };
  }

  private void print(Journal journal, Path file) {
    PrintStream out = session.terminal().out();
    if (options.isJson()) {
      out.println(journal.json().toPrettyString());
      return;
    }
    out.println(journal.experiment().title());
    SteadyState before = journal.before();
    if (before != null) {
      out.println("  steady state before: " + before.summary());
    }
    lines(out, "method", journal.run());
    if (!journal.during().isEmpty()) {
      long met = journal.during().stream().filter(SteadyState::met).count();
      out.println(
          "  steady state during: met " + met + " of " + journal.during().size() + " times");
    }
    SteadyState after = journal.after();
    if (after != null) {
      out.println("  steady state after: " + after.summary());
    }
    lines(out, "rollback", journal.rollbacks());
    out.println(verdict(journal));
    out.println("Journal: " + file);
  }

  private static void lines(PrintStream out, String part, List<ActivityRun> runs) {
    for (ActivityRun run : runs) {
      String failure = run.failure();
      out.println(
          "  "
              + part
              + ": "
              + run.activity().name()
              + " "
              + (failure == null ? "succeeded" : "failed: " + failure));
    }
  }

  private static String verdict(Journal journal) {
    String status = journal.status().word();
    if (journal.deviated()) {
      return "Deviated: the steady state was not met (" + status + ").";
    }
    return switch (journal.status()) {
      case COMPLETED ->
          journal.experiment().hypothesis() == null
              ? "Completed: there was no steady state to hold."
              : "Completed: the steady state was met.";
      case FAILED ->
          isStoppedAtTheGate(journal)
              ? "Failed: the steady state was not met before anything was done."
              : "Failed: an activity failed.";
      case ABORTED -> "Aborted.";
      case INTERRUPTED -> "Interrupted.";
    };
  }

  private static boolean isStoppedAtTheGate(Journal journal) {
    SteadyState before = journal.before();
    return before != null && !before.met();
  }
}
