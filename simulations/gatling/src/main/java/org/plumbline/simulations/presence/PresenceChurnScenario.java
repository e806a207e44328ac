package org.plumbline.simulations.presence;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.client.ClientRuntime;
import org.plumbline.protocol.UserId;
import org.plumbline.simulations.driver.Crowd;
import org.plumbline.simulations.driver.LoadReport;
import org.plumbline.simulations.driver.OpenLoop;
import org.plumbline.simulations.load.Account;
import org.plumbline.simulations.load.AccountDesk;
import org.plumbline.simulations.load.ArrivalSchedule;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.LoadPhase;
import org.plumbline.simulations.load.LoadScenario;
import org.plumbline.simulations.measure.GeneratorMeter;
import org.plumbline.simulations.measure.LatencyLine;
import org.plumbline.simulations.measure.Percentiles;
import org.plumbline.simulations.measure.SlicedHistogram;

/**
 * Users come and go at a rate while watchers subscribe to them, and pairs write beside it. Pass
 * line: every change that lasts is told to every watcher once and after the delay, no flap is told,
 * and the messages arrive with a p99 under 50 ms.
 */
public final class PresenceChurnScenario implements LoadScenario {

  /** The scenario's name. */
  public static final String NAME = "presence_churn";

  private static final String DELIVERY = "delivery";
  private static final LatencyLine LINE = new LatencyLine("delivery_p99_under_50_ms", 50);
  static final int SLICES = 10;
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  /** Messages a second of a pair. */
  static final double MESSAGES_PER_PAIR = 5;

  private final InstantSource clock;
  private final LongSupplier clockNanos;

  /** A scenario on these clocks; the first one also keeps the users of two loads apart. */
  public PresenceChurnScenario(InstantSource clock, LongSupplier clockNanos) {
    this.clock = clock;
    this.clockNanos = clockNanos;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Evidence run(LoadContext context) throws LoadFailure, InterruptedException {
    ChurnPlan plan = ChurnPlan.of(context.profile());
    Instant started = clock.instant();
    ArrivalSchedule comings =
        ArrivalSchedule.poisson(context.seed(), 1, plan.comingsPerSecond(), plan.coming());
    ChurnCast cast = ChurnCast.of(plan, comings.messages());
    Crowd crowd = Crowd.register(context, NAME, started, cast.users(plan));
    befriend(context, plan, cast, crowd);
    SlicedHistogram messageLag = histogram(plan);
    SlicedHistogram comingLag = histogram(plan);
    SlicedHistogram delivery = histogram(plan);
    OpenLoop messages = new OpenLoop(clockNanos, messageLag);
    OpenLoop churn = new OpenLoop(clockNanos, comingLag);
    try (ClientRuntime runtime = ClientRuntime.create(clockNanos, context.seed());
        PairTraffic pairs = new PairTraffic(crowd, plan.pairs(), messages, delivery);
        ChurnJourney journey = new ChurnJourney(plan, crowd, runtime, clockNanos, context.seed())) {
      pairs.connect(runtime);
      journey.connect(cast.watchers(), cast.visitors(), cast.residents());
      awaitFirstStates(journey, cast, context.profile().drainMax());
      context.progress().accept(NAME + ": " + comings.messages() + " comings");
      GeneratorMeter generator = GeneratorMeter.ofThisProcess(clockNanos);
      generator.start();
      context.phases().phaseBegan(LoadPhase.STEADY);
      FutureTask<OpenLoop.Outcome> writing =
          started(() -> messages.run(texts(context, plan), context.profile().drainMax(), pairs));
      OpenLoop.Outcome outcome = churn.run(comings, patience(context, plan), journey);
      OpenLoop.Outcome written = writing.get();
      GeneratorMeter.Use use = generator.used();
      context.phases().phaseBegan(LoadPhase.ENDED);
      Percentiles lag = new Percentiles(all(messageLag, comingLag));
      LoadReport report = new LoadReport(NAME, context);
      boolean saturated = !report.passedLimits(use, lag).isEmpty();
      PresenceComparison comparison =
          new PresenceComparison(
              users(crowd, cast.watchers()),
              plan.onlineDelay(),
              plan.offlineDelay(),
              journey.episodes(),
              journey.heard(),
              saturated);
      ChurnReport.settings(report, plan, cast);
      ChurnReport.figures(report, plan, cast, comparison, journey, churn);
      return report
          .count("messages", written.begun())
          .count("messages_delivered", pairs.delivered())
          .latency(DELIVERY, new Percentiles(delivery.slices()))
          .findAll(comparison.findings())
          .find(ChurnReport.journeysEnded(outcome))
          .find(ChurnReport.delivered(written, pairs.delivered()))
          .line(LINE, DELIVERY, report.passedLimits(use, lag))
          .generator(use, lag)
          .noteAll(ChurnReport.notes())
          .evidence(started, clock.instant());
    } catch (ExecutionException e) {
      throw new LoadFailure("the messages beside the churn failed: " + e.getCause(), e);
    }
  }

  private static SlicedHistogram histogram(ChurnPlan plan) {
    return new SlicedHistogram(0, plan.coming().toNanos() / 1_000, SLICES);
  }

  private static List<Histogram> all(SlicedHistogram one, SlicedHistogram other) {
    List<Histogram> slices = new ArrayList<>(one.slices());
    slices.addAll(other.slices());
    return slices;
  }

  private static Duration patience(LoadContext context, ChurnPlan plan) {
    return plan.stay().plus(plan.away()).plus(context.profile().drainMax());
  }

  private static ArrivalSchedule texts(LoadContext context, ChurnPlan plan) {
    return ArrivalSchedule.poisson(
        ~context.seed(), 1, MESSAGES_PER_PAIR * plan.pairs(), plan.coming());
  }

  private static <T> FutureTask<T> started(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().name("beside-the-churn").start(task);
    return task;
  }

  private static List<UserId> users(Crowd crowd, List<Integer> numbers) {
    return numbers.stream().map(crowd::user).toList();
  }

  /** Only friends see whether one is there. */
  private static void befriend(LoadContext context, ChurnPlan plan, ChurnCast cast, Crowd crowd)
      throws LoadFailure, InterruptedException {
    List<List<Account>> circles = new ArrayList<>();
    for (int user = 0; user < 2 * plan.pairs(); user += 2) {
      circles.add(List.of(crowd.account(user), crowd.account(user + 1)));
    }
    for (int watcher : cast.watchers()) {
      List<Account> circle = new ArrayList<>(List.of(crowd.account(watcher)));
      cast.visitors().forEach(visitor -> circle.add(crowd.account(visitor)));
      cast.residents().forEach(resident -> circle.add(crowd.account(resident)));
      circles.add(circle);
    }
    try (AccountDesk desk = Crowd.desk(context)) {
      desk.befriendAll(circles);
    }
  }

  /** A watcher is told the state of each user once, at first. */
  private void awaitFirstStates(ChurnJourney journey, ChurnCast cast, Duration atMost)
      throws LoadFailure, InterruptedException {
    long wanted = (long) cast.watchers().size() * cast.watched();
    long until = clockNanos.getAsLong() + atMost.toNanos();
    while (told(journey) < wanted) {
      if (clockNanos.getAsLong() - until > 0) {
        throw new LoadFailure(
            "watchers were told " + told(journey) + " first states (expected: " + wanted + ")",
            null);
      }
      Thread.sleep(LOOK_EVERY);
    }
  }

  private static long told(ChurnJourney journey) {
    return journey.heard().stream()
        .map(one -> List.of(one.watcher(), one.user()))
        .distinct()
        .count();
  }
}
