package org.plumbline.simulations.maximum;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.simulations.floor.DurableFloors;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.LoadPhase;
import org.plumbline.simulations.load.LoadScenario;

/**
 * Finds the highest rate of 1:1 messages that are acknowledged, stored and delivered with a 99th
 * percentile below 50 ms: steps and bisection, then a confirmation in turn with the floors of log
 * and store, then levels below it. What it says of one node or two is said by the number of nodes
 * it is given ({@code --nodes}).
 */
public final class MaximumScenario implements LoadScenario {

  /** The scenario's name. */
  public static final String NAME = "find_maximum";

  private static final int SETTLING_ROUNDS_MAX = 6;

  /** A round that takes more than this part of the one before takes about as much. */
  private static final double SETTLED = 0.9;

  private final InstantSource clock;

  /** A scenario on this clock, which also keeps the users of two loads apart. */
  public MaximumScenario(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Evidence run(LoadContext context) throws LoadFailure, InterruptedException {
    Instant started = clock.instant();
    MaximumPlan plan = MaximumPlan.of(context.profile());
    try (PairTraffic traffic = PairTraffic.open(context, plan.pairs(), started)) {
      context.phases().phaseBegan(LoadPhase.WARM_UP);
      say(context, "warming the nodes");
      warm(plan, traffic);
      MaximumSearch.Result found = search(context, plan, traffic);
      // Where no rate kept the goal, the lowest is measured like any other, and not confirmed.
      double rate = found.kept().or(found::broke).orElse(plan.search().first());
      context.phases().phaseBegan(LoadPhase.STEADY);
      Sides sides = new Sides(context, plan, traffic);
      Confirmation.Result confirmed = confirm(context, plan, rate, sides);
      SortedMap<Integer, Measured> levels = levels(context, plan, traffic, confirmed.rate());
      context.phases().phaseBegan(LoadPhase.ENDED);
      return new MaximumJudgement(context, plan, found, confirmed, sides.measured, levels)
          .evidence(started, clock.instant());
    }
  }

  /**
   * At rates that double: a node whose code is cold breaks at a tenth of what it carries warm, and
   * the search would never come back from there.
   */
  private static void warm(MaximumPlan plan, PairTraffic traffic)
      throws LoadFailure, InterruptedException {
    double rate = plan.search().first();
    for (int step = 0; step < plan.warmingSteps(); step++) {
      var _ = traffic.measure(rate, Duration.ZERO, plan.warming());
      rate *= 2;
    }
    settle(plan, traffic);
  }

  /**
   * What the highest of the rates left behind (code still being compiled, tables being written out)
   * is not the search's first rate's to bear: until the processor time for the same traffic falls
   * no more.
   */
  private static void settle(MaximumPlan plan, PairTraffic traffic)
      throws LoadFailure, InterruptedException {
    double before = Double.POSITIVE_INFINITY;
    for (int round = 0; round < SETTLING_ROUNDS_MAX; round++) {
      double now =
          traffic.measure(plan.search().first(), Duration.ZERO, plan.warming()).serversMicros();
      if (now > SETTLED * before) {
        return;
      }
      before = now;
    }
  }

  private static MaximumSearch.Result search(
      LoadContext context, MaximumPlan plan, PairTraffic traffic)
      throws LoadFailure, InterruptedException {
    return new MaximumSearch(plan.search(), Goal.HOUSE)
        .<LoadFailure>run(
            rate -> {
              Level level = traffic.measure(rate, plan.settling(), plan.step()).level();
              say(context, said(level));
              return level;
            });
  }

  private static Confirmation.Result confirm(
      LoadContext context, MaximumPlan plan, double rate, Sides sides)
      throws LoadFailure, InterruptedException {
    say(context, "warming the floors");
    try (DurableFloors floors =
        DurableFloors.open(context, plan.floorLength(), plan.floorLength())) {
      sides.floors.add(floors);
      return new Confirmation(plan.confirmation(), Goal.HOUSE).run(rate, sides);
    }
  }

  private static SortedMap<Integer, Measured> levels(
      LoadContext context, MaximumPlan plan, PairTraffic traffic, double maximum)
      throws LoadFailure, InterruptedException {
    SortedMap<Integer, Measured> levels = new TreeMap<>();
    List<Integer> all = new ArrayList<>(MaximumPlan.LEVELS);
    all.add(MaximumPlan.HALF);
    for (int percent : all) {
      Measured measured =
          traffic.measure(maximum * percent / 100, plan.settling(), plan.levelLength());
      say(context, percent + "% of the maximum, " + said(measured.level()));
      levels.put(percent, measured);
    }
    return levels;
  }

  private static String said(Level level) {
    return String.format(
        Locale.ROOT,
        "%.0f/s: p99 %.1f ms, %.0f/s acknowledged, %.0f accepted, %.0f stored%s",
        level.offered(),
        level.deliveryP99Millis(),
        level.acknowledgedRate(),
        level.accepted(),
        level.persisted(),
        level.passedLimits().isEmpty() ? "" : "; " + String.join(", ", level.passedLimits()));
  }

  private static void say(LoadContext context, String line) {
    context.progress().accept(NAME + ": " + line);
  }

  /** Messenger and floors in turn; what was measured of the messenger is kept for the levels. */
  private static final class Sides implements Confirmation.Sides<LoadFailure> {

    private final LoadContext context;
    private final MaximumPlan plan;
    private final PairTraffic traffic;
    private final List<DurableFloors> floors = new ArrayList<>();
    private final List<Measured> measured = new ArrayList<>();

    Sides(LoadContext context, MaximumPlan plan, PairTraffic traffic) {
      this.context = context;
      this.plan = plan;
      this.traffic = traffic;
    }

    @Override
    public Level messenger(double rate) throws LoadFailure, InterruptedException {
      Measured one = traffic.measure(rate, plan.settling(), plan.step());
      measured.add(one);
      say(context, "confirming " + said(one.level()));
      return one.level();
    }

    @Override
    public Confirmation.Floor floor() throws LoadFailure, InterruptedException {
      DurableFloors open = floors.getFirst();
      Confirmation.Floor floor = new Confirmation.Floor(open.kafka(), open.cassandra());
      say(
          context,
          String.format(
              Locale.ROOT,
              "floors: %.0f/s Kafka, %.0f/s Cassandra",
              floor.kafka(),
              floor.cassandra()));
      // A floor's writes are still being flushed and compacted when the messenger's turn begins.
      traffic.awaitCalm();
      return floor;
    }
  }
}
