package org.plumbline.chaos.drill;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.chaos.experiment.format.Activity;
import org.plumbline.chaos.experiment.format.Experiment;
import org.plumbline.chaos.experiment.format.Kind;
import org.plumbline.chaos.experiment.format.Programs;
import org.plumbline.chaos.experiment.format.Provider;
import org.plumbline.chaos.experiment.run.ExperimentRun;
import org.plumbline.chaos.experiment.run.InterruptOnExit;
import org.plumbline.chaos.experiment.run.Journal;
import org.plumbline.chaos.experiment.run.Status;
import org.plumbline.chaos.experiment.run.Surroundings;
import org.plumbline.chaos.fault.FaultFailure;
import org.plumbline.chaos.fault.KillSwitch;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryReader;
import org.plumbline.chaos.history.HistoryWriter;
import org.plumbline.chaos.history.MalformedHistory;
import org.plumbline.chaos.workload.Fleet;
import org.plumbline.chaos.workload.OpenLoop;
import org.plumbline.chaos.workload.Outlook;
import org.plumbline.chaos.workload.Participant;
import org.plumbline.chaos.workload.QuietEnd;
import org.plumbline.chaos.workload.WorkloadFailed;
import org.plumbline.chaos.workload.WorkloadPlan;
import org.plumbline.client.ClientRuntime;
import org.plumbline.client.NodeAddress;
import org.plumbline.compose.EnvironmentFailure;
import org.plumbline.compose.MessengerNode;
import org.plumbline.compose.Part;

/** The course that all drills take, from the first account to the judgement. */
final class DrillRun {

  private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(20);
  private static final Duration WARM_WITHIN = Duration.ofSeconds(15);
  private static final Duration SERVES_WITHIN = Duration.ofSeconds(90);
  private static final Duration ROLLED_BACK_WITHIN = Duration.ofSeconds(30);

  private final Drill drill;
  private final DrillContext context;
  private final String historyFile;
  private final String journalFile;
  private final List<Judge> judges;

  DrillRun(Drill drill, DrillContext given) {
    this.drill = drill;
    this.context = given.with(drill.plan().of(given.profile()));
    this.historyFile = "history/" + drill.fileName() + ".jsonl";
    this.journalFile = "journal/" + drill.fileName() + ".json";
    this.judges = Judges.of(drill.plan().judges());
  }

  Evidence run()
      throws WorkloadFailed, EnvironmentFailure, FaultFailure, IOException, InterruptedException {
    Instant started = context.clock().instant();
    Path file = context.runFolder().resolve(historyFile);
    Course course;
    try (HistoryWriter history = new HistoryWriter(file);
        ClientRuntime runtime = ClientRuntime.create(context.nanoClock(), context.seed());
        Fleet fleet = Fleet.enlist(plan(started), runtime, history, CONNECTED_WITHIN)) {
      OpenLoop loop = OpenLoop.of(fleet, new Random(context.seed()));
      List<Participant> late = fleet.recruit("late", drill.plan().latecomers(context.profile()));
      Scene scene = new Scene(context, history, fleet, late);
      course = go(scene, loop);
    }
    context.progress().accept("judging " + historyFile);
    List<HistoryEvent> events = read(file);
    return new Conclusion(drill, context, course, judges, events)
        .evidence(started, List.of(historyFile, journalFile));
  }

  private static List<HistoryEvent> read(Path file) {
    try {
      return HistoryReader.readAll(file);
    } catch (MalformedHistory e) {
      throw new UncheckedIOException(new IOException(file + ": " + e.getMessage(), e));
    }
  }

  private WorkloadPlan plan(Instant started) {
    DrillProfile profile = context.profile();
    return new WorkloadPlan(
        context.environment().nodes().stream()
            .map(node -> new NodeAddress(node.http(), node.webSocket()))
            .toList(),
        "k" + Long.toString(started.toEpochMilli(), 36) + "-",
        profile.users(),
        profile.messagesPerSecond(),
        profile.quietWithin(),
        context.seed(),
        profile.mix(),
        outlook());
  }

  private Outlook outlook() {
    Map<String, URI> metrics =
        context.environment().nodes().stream()
            .collect(Collectors.toMap(MessengerNode::id, MessengerNode::metrics));
    Optional<URI> providers =
        context.environment().topology().find(Part.PUSH).map(push -> URI.create(push.uri()));
    return new Outlook(providers, metrics, context.clock());
  }

  /**
   * What the load went through.
   *
   * @param control the same course before the fault, with nothing done
   * @param journal of the experiment
   * @param loadNanos when it began
   * @param steadyEndNanos when the steady state had been seen
   * @param quiet whether everything came to rest in time
   */
  record Course(
      Scene scene,
      Journal control,
      Journal journal,
      long loadNanos,
      long steadyEndNanos,
      boolean quiet) {}

  private Course go(Scene scene, OpenLoop loop)
      throws FaultFailure, IOException, InterruptedException {
    DrillProfile profile = context.profile();
    scene.mark(scene.fleet().devices() + " devices of " + profile.users() + " users connected");
    long loadNanos;
    long steadyEnd;
    Journal control;
    Journal journal;
    try (loop;
        KillSwitch killSwitch = KillSwitch.of(scene.environment(), scene::mark);
        var _ = InterruptOnExit.ofThisThread(ROLLED_BACK_WITHIN)) {
      loop.start();
      if (!scene.await(scene::isWarm, WARM_WITHIN)) {
        scene.note("The nodes were still slow when the control began.");
      }
      loadNanos = scene.nanos();
      Surroundings surroundings = surroundings(scene, new Breakage(scene, killSwitch));
      control = perform(calm(scene), surroundings);
      steadyEnd = scene.nanos();
      for (Judge judge : judges) {
        judge.begin(scene);
      }
      long methodNanos = scene.nanos();
      journal = perform(drill.experiment(), surroundings);
      scene.methodTook(methodNanos, scene.nanos());
      for (Judge judge : judges) {
        judge.afterMethod(scene);
      }
      scene.hold(profile.tail());
    }
    scene.mark("no more load: coming to rest");
    if (!scene.awaitHealed(SERVES_WITHIN)) {
      scene.note("What was healed did not serve within " + SERVES_WITHIN.toSeconds() + " s.");
    }
    boolean quiet = QuietEnd.reach(scene.fleet());
    scene.mark(quiet ? "at rest" : "not at rest in time");
    return new Course(scene, control, journal, loadNanos, steadyEnd, quiet);
  }

  private Surroundings surroundings(Scene scene, Breakage breakage) {
    URI toxiproxy = URI.create(scene.environment().topology().server(Part.TOXIPROXY).uri());
    return new Surroundings(
        new Programs(Path.of("").toAbsolutePath(), System.getenv()),
        Optional.of(toxiproxy),
        new SceneActivities(breakage),
        context.clock(),
        scene::hold,
        scene::mark);
  }

  /** The control lasts as long as the fault: nothing is done, and the same has to hold. */
  private Experiment calm(Scene scene) {
    DrillProfile profile = scene.profile();
    Duration longer =
        profile.steady().compareTo(profile.hold()) > 0 ? profile.steady() : profile.hold();
    ObjectNode seconds =
        JsonNodeFactory.instance.objectNode().put("seconds", longer.toMillis() / 1e3);
    return drill
        .experiment()
        .calm(
            new Activity(
                Kind.ACTION,
                "control: nothing is done",
                new Provider.Own("wait", seconds),
                false,
                MissingNode.getInstance(),
                MissingNode.getInstance(),
                null,
                seconds));
  }

  private Journal perform(Experiment experiment, Surroundings surroundings)
      throws IOException, InterruptedException {
    Journal journal = new ExperimentRun(experiment, surroundings).run();
    journal.write(context.runFolder().resolve(journalFile));
    if (journal.status() == Status.INTERRUPTED) {
      throw new InterruptedException(drill.name() + " was interrupted");
    }
    return journal;
  }
}
