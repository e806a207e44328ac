package org.plumbline.simulations.crowd;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.compose.OpenFiles;
import org.plumbline.floors.FloorFailure;
import org.plumbline.floors.FloorProcess;
import org.plumbline.floors.FloorProgram;
import org.plumbline.simulations.driver.Crowd;
import org.plumbline.simulations.driver.LoadReport;
import org.plumbline.simulations.floor.NodeFlags;
import org.plumbline.simulations.load.GeneratorPriority;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.LoadOption;
import org.plumbline.simulations.load.LoadPhase;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.load.LoadScenario;
import org.plumbline.simulations.measure.Percentiles;
import org.plumbline.simulations.measure.SlicedHistogram;
import org.plumbline.swarm.Backoff;
import org.plumbline.swarm.Opening;
import org.plumbline.swarm.Sending;
import org.plumbline.swarm.Swarm;
import org.plumbline.swarm.SwarmFailure;
import org.plumbline.swarm.SwarmReport;
import org.plumbline.swarm.TrafficReport;

/**
 * Authenticated connections come in steps, the nodes one after another, each to its limit, and the
 * same steps beside them on a bare server with the same JVM; then all are held while a few write to
 * each other.
 */
public final class IdleScenario implements LoadScenario {

  /** The scenario's name. */
  public static final String NAME = "idle_connections";

  private static final int TEXT_BYTES = 100;
  private static final int ECHO_NETWORK = 101;
  private static final Duration SOON = Duration.ofMillis(500);
  private static final char TRAFFIC = 'a';
  private static final char WARMING = 'w';

  /** Whom a cold node could not take at first comes again; who was lost counts all the same. */
  private static final Backoff AGAIN = Backoff.fixed(Duration.ofSeconds(1)).toTheSameNode();

  private final InstantSource clock;
  private final LongSupplier clockNanos;

  /** A scenario on these clocks; the second one is that of all processes of the machine. */
  public IdleScenario(InstantSource clock, LongSupplier clockNanos) {
    this.clock = clock;
    this.clockNanos = clockNanos;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<LoadOption> takes() {
    return Set.of(LoadOption.NODES, LoadOption.CONNECTIONS, LoadOption.RATE, LoadOption.DURATION);
  }

  @Override
  public int nodesNeeded(LoadProfile profile) {
    return OpenFiles.limits().processesFor(IdlePlan.connections(profile));
  }

  @Override
  public Evidence run(LoadContext context) throws LoadFailure, InterruptedException {
    Instant started = clock.instant();
    IdlePlan plan = IdlePlan.of(context.profile(), context.nodes().size());
    context.progress().accept(NAME + ": making " + plan.each() + " users for each node");
    Seats seats = Seats.take(context, Crowd.prefix(NAME, started), plan.each());
    GeneratorPriority priority = GeneratorPriority.permitted();
    List<Opening> openings =
        seats.openings(context.seed()).stream()
            .map(opening -> opening.openingNow(plan.first()).returning(AGAIN))
            .toList();
    Path folder = context.runFolder().resolve("load").resolve(NAME);
    try (Swarm swarm = Swarm.start("swarm", folder, priority::command, openings)) {
      MemorySteps memory = new MemorySteps();
      for (int node = 0; node < seats.nodes(); node++) {
        if (node < plan.measuredNodes()) {
          fillBesideEcho(context, plan, node, swarm, memory, priority, folder);
        } else {
          stood(swarm.open(node), swarm);
          stood(swarm.more(node, plan.each()), swarm);
        }
      }
      memory.write(folder.resolve("memory.csv"));
      return held(context, plan, seats, swarm, memory, priority, started);
    } catch (SwarmFailure | FloorFailure e) {
      throw new LoadFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /** The node's steps and the bare server's take turns at being first. */
  private static void fillBesideEcho(
      LoadContext context,
      IdlePlan plan,
      int node,
      Swarm swarm,
      MemorySteps memory,
      GeneratorPriority priority,
      Path folder)
      throws LoadFailure, SwarmFailure, FloorFailure, InterruptedException {
    String id = context.nodes().get(node).id();
    Long pid = context.processes().get(id);
    if (pid == null) {
      throw new LoadFailure("processes: no " + id + " (expected: the process of each node)", null);
    }
    try (FloorProcess echo =
            FloorProcess.start(
                FloorProgram.echo(), NodeFlags.of(context), folder.resolve("echo-" + id + ".log"));
        Swarm beside = echoSwarm(plan, echo, context.seed(), priority, folder)) {
      stood(swarm.open(node), swarm);
      stood(beside.open(), beside);
      boolean echoFirst = false;
      for (int standing : plan.steps()) {
        context.progress().accept(NAME + ": " + standing + " connections of " + id);
        for (boolean ofEcho : List.of(echoFirst, !echoFirst)) {
          if (ofEcho) {
            stood(beside.more(0, standing), beside);
            memory.addEcho(MemoryPoint.of("echo-" + id, echo.pid(), standing));
          } else {
            stood(swarm.more(node, standing), swarm);
            memory.addNode(MemoryPoint.of(id, pid, standing));
          }
        }
        echoFirst = !echoFirst;
      }
    }
  }

  private static Swarm echoSwarm(
      IdlePlan plan, FloorProcess echo, long seed, GeneratorPriority priority, Path folder)
      throws SwarmFailure {
    URI address = URI.create("ws://127.0.0.1:" + echo.address() + "/ws");
    Opening opening =
        Opening.plain(address, plan.each(), seed).openingNow(plan.first()).from(ECHO_NETWORK);
    return Swarm.start("swarm-of-echo", folder, priority::command, List.of(opening));
  }

  /** Fewer connections than a step has would make its memory that of another number. */
  private static void stood(Swarm.Stood stood, Swarm swarm)
      throws LoadFailure, SwarmFailure, InterruptedException {
    if (!stood.all()) {
      throw new LoadFailure(
          "connections: fewer than "
              + stood.wanted()
              + " stand after "
              + stood.took().toSeconds()
              + " s: "
              + Lines.troubles(swarm.report()),
          null);
    }
  }

  private Evidence held(
      LoadContext context,
      IdlePlan plan,
      Seats seats,
      Swarm swarm,
      MemorySteps memory,
      GeneratorPriority priority,
      Instant started)
      throws LoadFailure, SwarmFailure, InterruptedException {
    List<Integer> all = IntStream.range(0, seats.nodes()).boxed().toList();
    List<Seats.Pair> pairs =
        seats.befriend(context, all, Math.max(1, Math.min(plan.pairsPerNode(), plan.each() / 2)));
    warm(context, plan, seats, swarm, pairs);
    context
        .progress()
        .accept(NAME + ": holding " + plan.each() * seats.nodes() + " for " + plan.hold());
    SwarmReport before = swarm.report();
    long begun = clockNanos.getAsLong();
    Sending whole =
        new Sending(
            TRAFFIC,
            new Sending.Others(List.of()),
            plan.perSecond(),
            begun + SOON.toNanos(),
            plan.warmUp(),
            plan.hold(),
            plan.slices(),
            TEXT_BYTES,
            context.seed());
    context.phases().phaseBegan(LoadPhase.STEADY);
    swarm.send(seats.sendings(pairs, whole));
    swarm.await(whole, context.profile().drainMax());
    SwarmReport after = swarm.report();
    TrafficReport traffic = after.traffic(TRAFFIC);
    SwarmUse use = SwarmUse.between(before, after, clockNanos.getAsLong() - begun, traffic);
    context.phases().phaseBegan(LoadPhase.ENDED);
    LoadReport report = new LoadReport(NAME, context);
    settings(report, plan, seats);
    figures(report, memory, after, traffic);
    use.tell(report, priority, after.open());
    Percentiles delivery = new Percentiles(traffic.delivery());
    List<Figure> p99 =
        delivery.total() == 0 ? List.of() : List.of(delivery.figure(99, context.seed()));
    report.latency("delivery", delivery);
    report.latency("acknowledged", new Percentiles(traffic.acknowledgedAfter()));
    Figure ratio = MemorySteps.ratio(memory.nodeResident(), memory.echoResident());
    Figure above = MemorySteps.difference(memory.nodeResident(), memory.echoResident());
    return report
        .put("resident_bytes_per_connection_floor_ratio", ratio)
        .put("resident_bytes_above_echo", above)
        .findAll(
            new IdleFindings(
                    plan.each() * seats.nodes(),
                    after,
                    traffic,
                    p99,
                    ratio,
                    above,
                    use.passedLimits(context))
                .all())
        .noteAll(notes())
        .file("load/" + NAME + "/memory.csv")
        .file(latencies(context, plan, traffic, started))
        .evidence(started, clock.instant());
  }

  /** Writes those of each slice; which file they are in. */
  private static String latencies(
      LoadContext context, IdlePlan plan, TrafficReport traffic, Instant started) {
    String file = "latency/" + NAME + ".delivery.hlog";
    SlicedHistogram.write(
        context.runFolder().resolve(file),
        started.toEpochMilli(),
        plan.hold().toMillis() / 1e3 / plan.slices(),
        traffic.delivery());
    return file;
  }

  /**
   * A node that holds its connections for months has compiled its way of a message long ago; at the
   * rate that is measured it would be minutes until it has.
   */
  private void warm(
      LoadContext context, IdlePlan plan, Seats seats, Swarm swarm, List<Seats.Pair> pairs)
      throws SwarmFailure, InterruptedException {
    context.progress().accept(NAME + ": warming the nodes");
    Sending warming =
        new Sending(
            WARMING,
            new Sending.Others(List.of()),
            IdlePlan.WARMING * plan.perSecond(),
            clockNanos.getAsLong() + SOON.toNanos(),
            Duration.ZERO,
            plan.warming(),
            1,
            TEXT_BYTES,
            context.seed());
    swarm.send(seats.sendings(pairs, warming));
    swarm.await(warming, context.profile().drainMax());
  }

  private static void settings(LoadReport report, IdlePlan plan, Seats seats) {
    OpenFiles files = OpenFiles.limits();
    List<Integer> steps = new ArrayList<>(plan.steps());
    report
        .set("connections", plan.each() * seats.nodes())
        .set("connections_per_node", plan.each())
        .set("steps", steps)
        .set("measured_nodes", plan.measuredNodes())
        .set("open_files_limit", files.hard())
        .set("offered_rate", plan.perSecond())
        .set("warming", plan.warming())
        .set("warm_up", plan.warmUp())
        .set("hold", plan.hold());
  }

  private static void figures(
      LoadReport report, MemorySteps memory, SwarmReport after, TrafficReport traffic) {
    report
        .put("resident_bytes_per_connection", memory.nodeResident())
        .put("heap_bytes_per_connection", memory.nodeHeap())
        .put(
            "heap_bytes_per_connection_floor_ratio",
            MemorySteps.ratio(memory.nodeHeap(), memory.echoHeap()))
        .put("echo_resident_bytes_per_connection", memory.echoResident())
        .put("echo_heap_bytes_per_connection", memory.echoHeap())
        .count("connections", after.open())
        .count("connections_lost", after.ended())
        .count("attempts", after.attempts())
        .count("refused", after.refusals().values().stream().mapToLong(Long::longValue).sum())
        .count("heartbeats_sent", after.heartbeatsSent())
        .count("heartbeats_answered", after.heartbeats())
        .count("sent", traffic.sent())
        .count("acknowledged", traffic.acknowledged())
        .count("delivered", traffic.delivered());
  }

  private static List<String> notes() {
    return List.of(
        "Memory is read after a full collection, a process at a time; slopes are least squares over"
            + " the steps, with a constant for each process, so that what comes with the first"
            + " connections is not in them. Ratio and difference have the widest interval that both"
            + " slopes allow.",
        "The bare server runs with the flags of the node's JVM, without its class cache; node and"
            + " bare server take turns at being first (A B B A). Kernel buffers are in neither.",
        "Open model: messages are Poisson at a fixed rate, and their latency runs from the intended"
            + " send time, which they carry. They go from each node to the next one. Before, they"
            + " are sent faster, so that the nodes' code is compiled when they are measured.",
        "Swarm, chat nodes and data servers share the machine's cores.");
  }
}
