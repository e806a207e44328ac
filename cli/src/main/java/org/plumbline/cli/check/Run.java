package org.plumbline.cli.check;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.drill.Drill;
import org.plumbline.chaos.drill.Drills;
import org.plumbline.cli.console.Progress;
import org.plumbline.cli.run.Manifest;
import org.plumbline.cli.run.RunFolder;
import org.plumbline.cli.run.Summary;
import org.plumbline.compose.Environment;
import org.plumbline.compose.EnvironmentFailure;
import org.plumbline.compose.EnvironmentPlan;
import org.plumbline.compose.RunningEnvironment;
import org.plumbline.compose.Topology;
import org.plumbline.simulations.Scenarios;
import org.plumbline.simulations.load.LoadContext;

/** One run from its first server to its report. */
public final class Run {
  /**
   * What is asked for.
   *
   * @param jdkHomes the JDKs to choose from; empty for the usual places
   */
  public record Request(
      Path home,
      Path runs,
      String command,
      String profile,
      long seed,
      Optional<List<Path>> jdkHomes,
      List<Stop> stops) {
    public Request {
      stops = List.copyOf(stops);
    }
  }

  private final Request request;
  private final Progress progress;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Steps steps;
  private final Map<String, String> versions = new TreeMap<>();
  private @Nullable Environment environment;

  public Run(Request request, Progress progress, InstantSource clock, LongSupplier nanoTime) {
    this.request = request;
    this.progress = progress;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.steps = new Steps(progress, nanoTime);
  }

  /** A finished run. */
  public record Result(RunFolder folder, Summary summary) {}

  /**
   * Does all stops and judges what they left.
   *
   * @throws org.plumbline.compose.EnvironmentFailure when the environment cannot run, also when one
   *     of its servers ends meanwhile
   * @throws InterruptedException when this thread was interrupted
   */
  public Result execute() throws Exception {
    RunFolder folder = RunFolder.create(request.runs(), clock.instant());
    folder.write(manifest(folder));
    Watch watch = new Watch();
    try {
      for (Stop stop : request.stops()) {
        watch.check();
        visit(stop, folder, watch);
      }
      watch.check();
    } catch (Exception e) {
      watch.check();
      throw e;
    } finally {
      watch.end();
      stopEnvironment();
      folder.write(folder.manifest().finished(clock.instant(), versions, steps.done()));
    }
    return new Result(folder, judge(folder));
  }

  private Summary judge(RunFolder folder) throws Exception {
    Summary summary =
        steps.run(
            "judge and report",
            () -> {
              Summary judged = Outcomes.judge(folder);
              Outcomes.write(folder, judged);
              return judged;
            });
    folder.write(folder.manifest().finished(clock.instant(), versions, steps.done()));
    return summary;
  }

  private void visit(Stop stop, RunFolder folder, Watch watch) throws Exception {
    switch (stop) {
      case Stop.Nodes nodes -> provide(nodes, watch);
      case Stop.Load load -> keep(folder, "load " + load.name(), () -> List.of(load(load, folder)));
      case Stop.CalibratedLoad load ->
          keep(
              folder,
              "load " + load.name() + " and calibration",
              () -> measurements(folder).calibratedLoad(load.name()));
      case Stop.Memory _ ->
          keep(folder, "memory of a connection", () -> measurements(folder).memory());
      case Stop.Behaviour _ -> keep(folder, "behaviour", () -> measurements(folder).behaviour());
      case Stop.SingleServer _ ->
          keep(folder, "one server alone", () -> measurements(folder).singleServer());
      case Stop.SideBySide all -> visitTogether(all.stops(), folder, watch);
      case Stop.Drill drill -> drill(folder, Drills.byName(drill.name()));
      case Stop.DrillOfFile drill -> drill(folder, drill.drill());
      case Stop.DrillOfMany drill -> drillOfMany(folder, Drills.byName(drill.name()), watch);
    }
  }

  private void drill(RunFolder folder, Drill drill) throws Exception {
    keep(folder, "drill " + drill.name(), () -> measurements(folder).drill(drill));
  }

  private void drillOfMany(RunFolder folder, Drill drill, Watch watch) throws Exception {
    Instant started = clock.instant();
    try {
      drill(folder, drill);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      // A server that has gone cannot be drilled on; whatever else failed is this drill's own.
      watch.check();
      progress.complain("drill " + drill.name() + " could not run: " + e.getMessage());
      folder.evidenceFolder().write(unable(drill, started, e));
      provide(new Stop.Nodes(true, drill.nodeSettings()), watch);
    }
  }

  private Evidence unable(Drill drill, Instant started, Exception why) {
    return new Evidence(
        Evidence.SCHEMA,
        drill.evidenceId(),
        "drill",
        started,
        clock.instant(),
        Map.of("profile", request.profile()),
        new TreeMap<>(),
        List.of(Finding.of("drill_could_run", Outcome.UNKNOWN, "It could not run: " + why)),
        List.of(),
        List.of());
  }

  /** Waits for all, and then fails as the first of the list that failed did. */
  private void visitTogether(List<Stop> stops, RunFolder folder, Watch watch) throws Exception {
    List<Callable<Void>> visits = new ArrayList<>();
    for (Stop stop : stops) {
      visits.add(
          () -> {
            visit(stop, folder, watch);
            return null;
          });
    }
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> visit : each.invokeAll(visits)) {
        visit.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  /** On the environment of this run, or on the one that {@code plumb up} has left running. */
  private Evidence load(Stop.Load load, RunFolder folder) throws Exception {
    LoadContext context = loadContext(folder);
    return Scenarios.byName(load.name())
        .run(context.withProfile(context.profile().asking(load.options())));
  }

  private LoadContext loadContext(RunFolder folder) throws EnvironmentFailure {
    Environment own = environment;
    if (own != null) {
      return measurements(folder).loadContext();
    }
    RunningEnvironment other =
        Environment.running(request.home())
            .orElseThrow(() -> new IllegalStateException("no environment to load"));
    return Measurements.loadContext(
        other.topology(),
        other.operatorSecret(),
        folder,
        request.profile(),
        request.seed(),
        progress);
  }

  private void keep(RunFolder folder, String step, Steps.Work<List<Evidence>> work)
      throws Exception {
    List<Evidence> evidence = steps.run(step, work);
    evidence.forEach(folder.evidenceFolder()::write);
  }

  private Measurements measurements(RunFolder folder) {
    Environment running = environment;
    if (running == null) {
      throw new IllegalStateException("a stop before the environment was started");
    }
    return new Measurements(
        running, folder, request.profile(), request.seed(), progress, clock, nanoTime);
  }

  private void provide(Stop.Nodes nodes, Watch watch) throws Exception {
    Environment running = environment;
    if (running == null) {
      if (Environment.running(request.home()).isPresent()) {
        progress.keep("plumb up is running: this run boots its own servers beside it,");
        progress.keep("since it restarts and kills nodes");
      }
      Environment started =
          steps.run("environment", () -> Environment.start(plan(nodes), progress::now));
      environment = started;
      watch.over(started);
      remember(started.topology());
    } else {
      String how = nodes.proxied() ? "nodes behind proxies" : "nodes";
      String with = nodes.settings().isEmpty() ? "" : " with " + nodes.settings();
      steps.run(
          "restart " + how + with,
          () -> {
            running.restartNodes(nodes.proxied(), nodes.settings());
            return running;
          });
    }
  }

  private EnvironmentPlan plan(Stop.Nodes nodes) {
    EnvironmentPlan plan =
        EnvironmentPlan.standard(request.home())
            .withNodes(nodes.count())
            .withProxied(nodes.proxied())
            .withNodeSettings(nodes.settings())
            .withLoadAccounts();
    return request.jdkHomes().map(plan::withJavaSearchPath).orElse(plan);
  }

  private void remember(Topology topology) {
    topology.servers().forEach(server -> versions.put(server.name(), server.version()));
  }

  private void stopEnvironment() throws Exception {
    Environment running = environment;
    if (running != null) {
      environment = null;
      steps.run(
          "stop the environment",
          () -> {
            running.close();
            return running;
          });
    }
  }

  /** Of the environment that this run starts, or else of the one that runs. */
  private int nodes() {
    return request.stops().stream()
        .filter(Stop.Nodes.class::isInstance)
        .map(stop -> ((Stop.Nodes) stop).count())
        .findFirst()
        .or(() -> Environment.running(request.home()).map(other -> other.topology().nodes().size()))
        .orElse(0);
  }

  private Manifest manifest(RunFolder folder) {
    return new Manifest(
        Manifest.SCHEMA,
        folder.name(),
        request.command(),
        request.profile(),
        clock.instant(),
        clock.instant(),
        request.seed(),
        MachineFacts.revision(request.home()),
        MachineFacts.machine(),
        MachineFacts.versions(),
        new TreeMap<>(Map.of("nodes", Integer.toString(nodes()), "ack", "on_broker")),
        List.of());
  }
}
