package org.plumbline.simulations.crowd;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.compose.OpenFiles;
import org.plumbline.simulations.calibration.NodeMeter;
import org.plumbline.simulations.calibration.RatioEstimate;
import org.plumbline.simulations.driver.Crowd;
import org.plumbline.simulations.driver.LoadReport;
import org.plumbline.simulations.load.GeneratorPriority;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.LoadOption;
import org.plumbline.simulations.load.LoadPhase;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.load.LoadScenario;
import org.plumbline.simulations.measure.GeneratorMeter;
import org.plumbline.simulations.measure.Percentiles;
import org.plumbline.swarm.Backoff;
import org.plumbline.swarm.Opening;
import org.plumbline.swarm.Swarm;
import org.plumbline.swarm.SwarmFailure;
import org.plumbline.swarm.SwarmReport;

/** Thousands of devices with a valid token connect at the same moment, some times over. */
public final class ConnectStormScenario implements LoadScenario {

  /** The scenario's name. */
  public static final String NAME = "connect_storm";

  /** As the client of this repository does it. */
  static final Backoff CLIENT =
      Backoff.exponential(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(30));

  private static final Duration GONE_WITHIN = Duration.ofSeconds(60);
  private static final long LOOK_EVERY_MILLIS = 200;
  private static final String CONNECTIONS = "messenger_connections";

  private final InstantSource clock;
  private final LongSupplier clockNanos;

  /** A scenario on these clocks; the second one is that of all processes of the machine. */
  public ConnectStormScenario(InstantSource clock, LongSupplier clockNanos) {
    this.clock = clock;
    this.clockNanos = clockNanos;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<LoadOption> takes() {
    return Set.of(LoadOption.NODES, LoadOption.CONNECTIONS);
  }

  @Override
  public int nodesNeeded(LoadProfile profile) {
    return OpenFiles.limits().processesFor(connections(profile));
  }

  private static int connections(LoadProfile profile) {
    return profile.connections(
        switch (profile.name()) {
          case "full" -> 30_000;
          case "quick" -> 4_000;
          default -> 300;
        });
  }

  private static int rounds(LoadProfile profile) {
    return profile.name().equals("smoke") ? 1 : 3;
  }

  @Override
  public Evidence run(LoadContext context) throws LoadFailure, InterruptedException {
    Instant started = clock.instant();
    int each = Math.max(2, Math.ceilDiv(connections(context.profile()), context.nodes().size()));
    context.progress().accept(NAME + ": making " + each + " users for each node");
    Seats seats = Seats.take(context, Crowd.prefix(NAME, started), each);
    GeneratorPriority priority = GeneratorPriority.permitted();
    List<StormRound> rounds = new ArrayList<>();
    List<GeneratorMeter.Use> uses = new ArrayList<>();
    context.phases().phaseBegan(LoadPhase.STEADY);
    try (NodeMeter meter = new NodeMeter(context.nodes(), clockNanos)) {
      for (int round = 0; round < rounds(context.profile()); round++) {
        context.progress().accept(NAME + ": " + each * seats.nodes() + " at once");
        rounds.add(round(context, seats, priority, meter, uses));
      }
    } catch (SwarmFailure | IOException e) {
      throw new LoadFailure(String.valueOf(e.getMessage()), e);
    }
    context.phases().phaseBegan(LoadPhase.ENDED);
    return evidence(context, seats, priority, rounds, uses, started);
  }

  private StormRound round(
      LoadContext context,
      Seats seats,
      GeneratorPriority priority,
      NodeMeter meter,
      List<GeneratorMeter.Use> uses)
      throws SwarmFailure, IOException, LoadFailure, InterruptedException {
    Path folder = context.runFolder().resolve("load").resolve(NAME);
    List<Opening> openings =
        seats.openings(context.seed()).stream()
            .map(opening -> opening.openingNow(1).connecting(opening.count()).returning(CLIENT))
            .toList();
    double before = meter.read().sum(CONNECTIONS, "");
    StormRound round;
    try (Swarm swarm = Swarm.start("swarm", folder, priority::command, openings)) {
      var _ = swarm.open();
      SwarmReport warm = swarm.report();
      NodeMeter.Reading from = meter.read();
      long begun = clockNanos.getAsLong();
      swarm.mark(begun);
      Swarm.Stood stood = swarm.openRest();
      NodeMeter.Reading to = meter.read();
      SwarmReport report = swarm.report();
      uses.add(
          new GeneratorMeter.Use(
              report.cost().cpuNanos() - warm.cost().cpuNanos(),
              clockNanos.getAsLong() - begun,
              Runtime.getRuntime().availableProcessors()));
      round =
          new StormRound(
              stood.wanted() - swarm.size(),
              stood.all(),
              stood.took(),
              to.cpuMicros() - from.cpuMicros(),
              report);
    }
    awaitGone(meter, before);
    return round;
  }

  /** The next storm is one only when the last one is over. */
  private void awaitGone(NodeMeter meter, double before)
      throws IOException, LoadFailure, InterruptedException {
    long until = clockNanos.getAsLong() + GONE_WITHIN.toNanos();
    while (meter.read().sum(CONNECTIONS, "") > before) {
      if (clockNanos.getAsLong() > until) {
        throw new LoadFailure("the nodes still count closed connections after a minute", null);
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  private Evidence evidence(
      LoadContext context,
      Seats seats,
      GeneratorPriority priority,
      List<StormRound> rounds,
      List<GeneratorMeter.Use> uses,
      Instant started) {
    LoadReport report = new LoadReport(NAME, context);
    report
        .set("connections", seats.each() * seats.nodes())
        .set("rounds", rounds.size())
        .set("open_files_limit", OpenFiles.limits().hard())
        .set("backoff", CLIENT)
        .put("accepted_rate", mean(rounds.stream().map(StormRound::perSecond).toList(), "1/s"))
        .put("time_to_last", mean(seconds(rounds), "s"))
        .put(
            "cpu_us_per_connect",
            RatioEstimate.of(
                rounds.stream()
                    .map(one -> new RatioEstimate.Slice(one.nodesCpuMicros(), one.connections()))
                    .toList(),
                "us"))
        .count("attempts", rounds.stream().mapToLong(one -> one.report().attempts()).sum())
        .count("refused", rounds.stream().mapToLong(StormRound::refused).sum())
        .count("failed_otherwise", rounds.stream().mapToLong(StormRound::failedOtherwise).sum());
    timeToMost(rounds).ifPresent(figure -> report.put("time_to_99_percent", figure));
    SwarmUse use =
        new SwarmUse(
            new GeneratorMeter.Use(
                uses.stream().mapToLong(GeneratorMeter.Use::cpuNanos).sum(),
                uses.stream().mapToLong(GeneratorMeter.Use::elapsedNanos).sum(),
                Runtime.getRuntime().availableProcessors()),
            new Percentiles(List.of()),
            rounds.getLast().report().cost());
    use.tell(report, priority, rounds.getLast().report().open());
    return report
        .findAll(new StormFindings(rounds).all())
        .noteAll(notes())
        .evidence(started, clock.instant());
  }

  private static Figure mean(List<Double> values, String unit) {
    return RatioEstimate.of(
        values.stream().map(value -> new RatioEstimate.Slice(value, 1)).toList(), unit);
  }

  private static List<Double> seconds(List<StormRound> rounds) {
    return rounds.stream().map(round -> round.toLast().toNanos() / 1e9).toList();
  }

  private static Optional<Figure> timeToMost(List<StormRound> rounds) {
    List<Double> times = new ArrayList<>();
    for (StormRound round : rounds) {
      long most =
          (long) Math.ceil(0.99 * (round.connections() + round.report().cost().processes()));
      round.report().timeline().standing(most).ifPresent(time -> times.add(time.toMillis() / 1e3));
    }
    return times.size() < rounds.size() ? Optional.empty() : Optional.of(mean(times, "s"));
  }

  private static List<String> notes() {
    return List.of(
        "All sockets are asked for at the same moment; one of each swarm process stands before, so"
            + " that its code is there. accepted_rate is the number of connections by the time to"
            + " the last one, waits of those who were sent away included.",
        "Who is sent away, or finds the node's backlog full, comes back as the client does: the"
            + " time that the node named and a random one on top.",
        "cpu_us_per_connect is the processor time of all node processes during the storms by the"
            + " connections that came; code that is being compiled is in it.",
        "Swarm, chat nodes and data servers share the machine's cores.");
  }
}
