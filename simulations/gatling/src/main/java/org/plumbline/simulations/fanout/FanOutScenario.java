package org.plumbline.simulations.fanout;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.compose.NodeProgram;
import org.plumbline.compose.OpenFiles;
import org.plumbline.floors.FloorFailure;
import org.plumbline.floors.FloorProcess;
import org.plumbline.floors.FloorProgram;
import org.plumbline.simulations.calibration.NodeMeter;
import org.plumbline.simulations.load.GeneratorPriority;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.load.LoadScenario;
import org.plumbline.simulations.measure.RateSearch;
import org.plumbline.simulations.measure.SlicedHistogram;
import org.plumbline.swarm.Opening;
import org.plumbline.swarm.Swarm;
import org.plumbline.swarm.SwarmFailure;
import org.plumbline.swarm.SwarmReport;

/**
 * Groups whose members are all online, written to at a fixed rate: first rates are tried until one
 * is not sustained, then half of the highest is measured in turn with bare Netty at the same rate.
 * Pass lines: 70% of the floor's deliveries per processor second, and the last member within 100 ms
 * at the 99th percentile.
 */
public final class FanOutScenario implements LoadScenario {

  /** A rate is sustained when the last member has 99 of 100 messages within this time. */
  private static final double SUSTAINED_MILLIS = 500;

  /** The search begins where two cores are hardly busy. */
  private static final double FIRST_DELIVERIES_PER_SECOND = 8_000;

  private static final double UP = 1.6;
  private static final double DOWN = 3;

  /** Nearer than this the two bounds of the search say the same. */
  private static final double NEAR = 1.2;

  private static final int STEPS_MAX = 14;

  /** Loopback addresses of the messenger's sockets and of the floor's. */
  private static final int MESSENGER_NETWORK = 10;

  private static final int FLOOR_NETWORK = 60;

  private final String name;
  private final Function<LoadProfile, FanOutShape> shapes;
  private final InstantSource clock;

  private FanOutScenario(
      String name, Function<LoadProfile, FanOutShape> shapes, InstantSource clock) {
    this.name = name;
    this.shapes = shapes;
    this.clock = clock;
  }

  /** Several groups of a hundred. */
  public static FanOutScenario hundreds(InstantSource clock) {
    return new FanOutScenario("group_100", FanOutShape::hundreds, clock);
  }

  /** One group, of 5,000 in the full profile. */
  public static FanOutScenario thousands(InstantSource clock) {
    return new FanOutScenario("group_5000", FanOutShape::thousands, clock);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int nodesNeeded(LoadProfile profile) {
    return OpenFiles.limits().processesFor(shapes.apply(profile).sockets());
  }

  /** The two sides, and what they are made of. */
  private record Sides(Side messenger, Side floor, int frameBytes) {}

  /** What was measured. */
  private record Measured(RateSearch search, List<Round> messenger, List<Round> floor) {}

  @Override
  public Evidence run(LoadContext context) throws LoadFailure, InterruptedException {
    Instant started = clock.instant();
    FanOutShape shape = shapes.apply(context.profile());
    say(context, "making " + shape.sockets() + " members of " + shape.groups() + " groups");
    String prefix = name.replace('_', '-') + "-" + Long.toString(started.toEpochMilli(), 36);
    Crowd crowd = Crowd.gather(shape, context, prefix);
    Path folder = context.runFolder().resolve("load").resolve(name);
    GeneratorPriority priority = GeneratorPriority.permitted();
    try (NodeMeter meter = new NodeMeter(context.nodes(), System::nanoTime);
        FloorProcess floor =
            FloorProcess.start(
                FloorProgram.broadcast(), NodeProgram.FLAGS, folder.resolve("floor.log"));
        Side messengerSide =
            side(
                standing(
                    "members", crowd.openings(MESSENGER_NETWORK, context.seed()), folder, priority),
                crowd.voices(),
                Crowd.TEXT_BYTES,
                () -> meter.read().cpuMicros() / 1e6,
                context.seed());
        Side floorSide =
            side(
                standing(
                    "floor",
                    crowd.openings(address(floor), FLOOR_NETWORK, context.seed()),
                    folder,
                    priority),
                crowd.floorVoices(),
                crowd.frameBytes(),
                () -> floor.report().cpuSeconds(),
                context.seed())) {
      Sides sides = new Sides(messengerSide, floorSide, crowd.frameBytes());
      Measured measured = measure(context, shape, sides);
      return evidence(context, shape, sides, measured, priority, started);
    } catch (SwarmFailure | FloorFailure | IOException e) {
      throw new LoadFailure(name + ": " + e.getMessage(), e);
    }
  }

  private static Side side(
      Swarm swarm, List<Voice> voices, int textBytes, Side.Processor processor, long seed) {
    return new Side(swarm, voices, textBytes, processor, seed);
  }

  private static URI address(FloorProcess floor) {
    return URI.create("ws://127.0.0.1:" + floor.address() + "/ws");
  }

  private Swarm standing(
      String what, List<Opening> openings, Path folder, GeneratorPriority priority)
      throws SwarmFailure, LoadFailure, InterruptedException {
    Swarm swarm = Swarm.start(name + "-" + what, folder, priority::command, openings);
    try {
      Swarm.Stood stood = swarm.open();
      if (!stood.all()) {
        throw new LoadFailure(name + ": " + fallen(swarm.report()), null);
      }
      return swarm;
    } catch (SwarmFailure | LoadFailure | InterruptedException | RuntimeException e) {
      swarm.close();
      throw e;
    }
  }

  private static String fallen(SwarmReport report) {
    return report.open()
        + " of "
        + report.wanted()
        + " sockets stand; refused: "
        + report.refusals()
        + ", failed: "
        + report.failures()
        + ", closed: "
        + report.closes()
        + ", errors: "
        + report.errors();
  }

  private Measured measure(LoadContext context, FanOutShape shape, Sides sides)
      throws SwarmFailure, FloorFailure, IOException, InterruptedException {
    double first = FIRST_DELIVERIES_PER_SECOND / shape.recipients();
    say(context, "warming up at " + text(first) + " messages a second");
    var _ = sides.messenger().round(first, shape.warmUp());
    var _ = sides.floor().round(first, shape.warmUp());
    RateSearch search = search(context, shape, sides, first);
    double half = (search.sustained() > 0 ? search.sustained() : first) / 2;
    List<Round> messenger = new ArrayList<>();
    List<Round> floor = new ArrayList<>();
    for (int repeat = 0; repeat < shape.repeats(); repeat++) {
      say(
          context,
          "round " + (repeat + 1) + " of " + shape.repeats() + " at " + text(half) + " messages/s");
      boolean messengerFirst = repeat % 2 == 0;
      if (messengerFirst) {
        messenger.add(sides.messenger().round(half, shape.round()));
      }
      floor.add(sides.floor().round(half, shape.round()));
      if (!messengerFirst) {
        messenger.add(sides.messenger().round(half, shape.round()));
      }
    }
    return new Measured(search, messenger, floor);
  }

  private RateSearch search(LoadContext context, FanOutShape shape, Sides sides, double first)
      throws SwarmFailure, FloorFailure, IOException, InterruptedException {
    RateSearch search =
        new RateSearch(new RateSearch.Plan(first, UP, DOWN, NEAR, STEPS_MAX, Double.MAX_VALUE));
    for (OptionalDouble rate = search.next(); rate.isPresent(); rate = search.next()) {
      Round round = sides.messenger().round(rate.getAsDouble(), shape.step());
      double last = round.lastMemberMillis(99);
      boolean sustained = round.isComplete() && last <= SUSTAINED_MILLIS;
      search.tell(rate.getAsDouble(), sustained);
      say(
          context,
          text(rate.getAsDouble())
              + " messages/s: "
              + (sustained ? "sustained" : "not sustained")
              + ", last member after "
              + Math.round(last)
              + " ms");
    }
    return search;
  }

  private Evidence evidence(
      LoadContext context,
      FanOutShape shape,
      Sides sides,
      Measured measured,
      GeneratorPriority priority,
      Instant started) {
    Instant ended = clock.instant();
    List<String> files = new ArrayList<>();
    Map<String, Function<Round, Histogram>> parts =
        Map.of("delivery", Round::delivery, "last_member", Round::lastMember);
    parts.forEach(
        (part, which) -> {
          String file = "latency/" + name + "." + part + ".hlog";
          SlicedHistogram.write(
              context.runFolder().resolve(file),
              started.toEpochMilli(),
              shape.round().toMillis() / 1e3,
              Round.of(measured.messenger(), which));
          files.add(file);
        });
    return new FanOutJudgement(
            name,
            shape,
            measured.search(),
            measured.messenger(),
            measured.floor(),
            sides.frameBytes(),
            context.profile().generatorShare(),
            Runtime.getRuntime().availableProcessors(),
            context.seed())
        .evidence(
            Map.of(
                "profile", context.profile().name(),
                "nodes", Integer.toString(context.nodes().size()),
                "generator_priority", priority.label(),
                "seed", Long.toString(context.seed())),
            files.stream().sorted().toList(),
            started,
            ended);
  }

  private void say(LoadContext context, String line) {
    context.progress().accept(name + ": " + line);
  }

  private static String text(double perSecond) {
    return String.format(Locale.ROOT, "%.2f", perSecond);
  }
}
