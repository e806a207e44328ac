package org.plumbline.chaos.drill;

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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.plumbline.capacity.evidence.Evidence;
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

  private final Drill drill;
  private final DrillContext context;
  private final String historyFile;

  DrillRun(Drill drill, DrillContext context) {
    this.drill = drill;
    this.context = context;
    this.historyFile = "history/" + drill.fileName() + ".jsonl";
  }

  Evidence run() throws WorkloadFailed, EnvironmentFailure, IOException, InterruptedException {
    Instant started = context.clock().instant();
    Path file = context.runFolder().resolve(historyFile);
    Course course;
    try (HistoryWriter history = new HistoryWriter(file);
        ClientRuntime runtime = ClientRuntime.create(context.nanoClock(), context.seed());
        Fleet fleet = Fleet.enlist(plan(started), runtime, history, CONNECTED_WITHIN)) {
      OpenLoop loop = OpenLoop.of(fleet, new Random(context.seed()));
      List<Participant> late = fleet.recruit("late", drill.latecomers(context.profile()));
      Scene scene = new Scene(context, history, fleet, late);
      course = go(scene, loop);
    }
    context.progress().accept("judging " + historyFile);
    List<HistoryEvent> events = read(file);
    return new Conclusion(drill, context, course, events).evidence(started, historyFile);
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
        // A change of members is no message that anybody sent: I1 has to know that first.
        profile.mix().withoutGroups(),
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
   * @param loadNanos when it began
   * @param steadyEndNanos when the steady state had been seen
   * @param quiet whether everything came to rest in time
   */
  record Course(Scene scene, long loadNanos, long steadyEndNanos, boolean quiet) {}

  private Course go(Scene scene, OpenLoop loop)
      throws EnvironmentFailure, IOException, InterruptedException {
    DrillProfile profile = context.profile();
    scene.mark(scene.fleet().devices() + " devices of " + profile.users() + " users connected");
    long loadNanos = scene.nanos();
    long steadyEnd;
    try (loop) {
      loop.start();
      scene.hold(profile.steady());
      steadyEnd = scene.nanos();
      disturb(scene);
      scene.hold(profile.tail());
    }
    scene.mark("no more load: coming to rest");
    drill.afterLoad(scene);
    boolean quiet = QuietEnd.reach(scene.fleet());
    scene.mark(quiet ? "at rest" : "not at rest in time");
    return new Course(scene, loadNanos, steadyEnd, quiet);
  }

  private void disturb(Scene scene) throws EnvironmentFailure, IOException, InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    // Ctrl-C reaches a process through its shutdown hooks: a fault must not outlive the drill.
    Thread hook = new Thread(() -> healQuietly(scene, over), "drill-heal");
    Runtime.getRuntime().addShutdownHook(hook);
    boolean done = false;
    try {
      drill.disturb(scene);
      done = true;
    } finally {
      over.set(done);
      healQuietly(scene, over);
      removeHook(hook);
    }
  }

  private void healQuietly(Scene scene, AtomicBoolean over) {
    if (over.compareAndSet(false, true)) {
      try {
        drill.heal(scene);
      } catch (EnvironmentFailure | IOException | RuntimeException e) {
        context.progress().accept("could not heal: " + e.getMessage());
      }
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs, and finds that there is nothing to do.
      return;
    }
  }
}
