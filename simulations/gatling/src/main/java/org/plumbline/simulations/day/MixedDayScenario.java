package org.plumbline.simulations.day;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.client.ClientRuntime;
import org.plumbline.protocol.ThreadId;
import org.plumbline.simulations.driver.Crowd;
import org.plumbline.simulations.driver.LoadReport;
import org.plumbline.simulations.driver.OpenLoop;
import org.plumbline.simulations.load.Account;
import org.plumbline.simulations.load.AccountDesk;
import org.plumbline.simulations.load.ArrivalSchedule;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.LoadOption;
import org.plumbline.simulations.load.LoadPhase;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.load.LoadScenario;
import org.plumbline.simulations.measure.GeneratorMeter;
import org.plumbline.simulations.measure.LatencyLine;
import org.plumbline.simulations.measure.Percentiles;
import org.plumbline.simulations.measure.SlicedHistogram;

/**
 * A day of texts, images, groups, presence and reading in published shares and sizes. Pass line:
 * every message is shown by all recipients, all that was read is told, and p99 of delivery of texts
 * is under 50 ms.
 */
public final class MixedDayScenario implements LoadScenario {

  /** The scenario's name. */
  public static final String NAME = "mixed_day";

  private static final String DELIVERY = "delivery";
  private static final LatencyLine LINE = new LatencyLine("delivery_p99_under_50_ms", 50);
  private static final int PARTS_OF_SLICE = 5;
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final InstantSource clock;
  private final LongSupplier clockNanos;

  /** A scenario on these clocks; the first one also keeps the users of two loads apart. */
  public MixedDayScenario(InstantSource clock, LongSupplier clockNanos) {
    this.clock = clock;
    this.clockNanos = clockNanos;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<LoadOption> takes() {
    return EnumSet.of(LoadOption.NODES, LoadOption.RATE, LoadOption.DURATION);
  }

  @Override
  public Evidence run(LoadContext whole) throws LoadFailure, InterruptedException {
    DayParameters parameters = DayParameters.recorded();
    LoadContext context = whole.withProfile(DayPlan.of(whole.profile(), parameters));
    DayPlan plan = new DayPlan(parameters, context.profile(), context.seed());
    Instant started = clock.instant();
    Crowd crowd = Crowd.register(context, NAME, started, plan.users() + plan.wanderers());
    List<ThreadId> groups = acquainted(context, plan, crowd);
    LoadProfile profile = context.profile();
    SlicedHistogram lag = histogram(profile);
    SlicedHistogram images = histogram(profile);
    SlicedHistogram texts = histogram(profile);
    OpenLoop loop = new OpenLoop(clockNanos, lag);
    try (ClientRuntime runtime = ClientRuntime.create(clockNanos, context.seed());
        DayTraffic traffic =
            new DayTraffic(plan, crowd, groups, runtime, loop, texts, images, context.seed());
        Wanderers wanderers = new Wanderers(plan, parameters, crowd, runtime, context.seed())) {
      traffic.connect();
      traffic.uploadFirstImages(context.nodes().size());
      wanderers.start();
      ArrivalSchedule schedule = plan.schedule();
      context
          .progress()
          .accept(NAME + ": " + schedule.messages() + " messages in " + profile.sending());
      GeneratorMeter generator = GeneratorMeter.ofThisProcess(clockNanos);
      Instant steady = clock.instant().plus(profile.warmUp());
      generator.start();
      context.phases().phaseBegan(LoadPhase.STEADY);
      OpenLoop.Outcome outcome = loop.run(schedule, profile.drainMax(), traffic);
      GeneratorMeter.Use use = generator.used();
      traffic.endReading();
      awaitReads(traffic.reads(), profile.drainMax());
      context.phases().phaseBegan(LoadPhase.ENDED);
      LoadReport report = new LoadReport(NAME, context);
      settings(report, profile, parameters, plan);
      counts(report, traffic, wanderers, outcome);
      slices(report, profile, schedule, texts);
      report.latency("image_delivery", new Percentiles(images.slices()));
      Percentiles lags = new Percentiles(lag.slices());
      List<String> passed = report.passedLimits(use, lags);
      String log = "latency/" + NAME + "." + DELIVERY + ".hlog";
      texts.write(context.runFolder().resolve(log), steady.toEpochMilli());
      return report
          .find(
              DayFindings.allDelivered(
                  outcome, traffic.owed.sum(), traffic.delivered.sum(), passed))
          .find(DayFindings.readsTold(traffic.reads()))
          .line(LINE, DELIVERY, passed)
          .generator(use, lags)
          .noteAll(notes())
          .file(log)
          .evidence(started, clock.instant());
    }
  }

  private static SlicedHistogram histogram(LoadProfile profile) {
    return new SlicedHistogram(
        profile.warmUp().toNanos() / 1_000,
        profile.duration().toNanos() / 1_000,
        DayPlan.SLICES * PARTS_OF_SLICE);
  }

  /** Contacts are friends, and neighbours are a group. */
  private static List<ThreadId> acquainted(LoadContext context, DayPlan plan, Crowd crowd)
      throws LoadFailure, InterruptedException {
    List<List<Account>> circles = new ArrayList<>();
    for (int user = 0; user < plan.users(); user++) {
      List<Account> circle = new ArrayList<>(List.of(crowd.account(user)));
      for (int rank = 0; rank < plan.contacts(); rank++) {
        circle.add(crowd.account(plan.contact(user, rank)));
      }
      circle.add(crowd.account(plan.watched(user)));
      circles.add(circle);
    }
    List<List<Account>> groups = new ArrayList<>();
    for (int group = 0; group < plan.groups(); group++) {
      groups.add(plan.membersOf(group).stream().map(crowd::account).toList());
    }
    context.progress().accept(NAME + ": making friends and " + plan.groups() + " groups");
    try (AccountDesk desk = Crowd.desk(context)) {
      desk.befriendAll(circles);
      return desk.group(groups);
    }
  }

  private void awaitReads(DayReads reads, Duration atMost) throws InterruptedException {
    long until = clockNanos.getAsLong() + atMost.toNanos();
    while (!reads.untold().isEmpty() && clockNanos.getAsLong() - until < 0) {
      Thread.sleep(LOOK_EVERY);
    }
  }

  private static void settings(
      LoadReport report, LoadProfile profile, DayParameters parameters, DayPlan plan) {
    parameters.settings().forEach(report::set);
    report
        .set("users", plan.users())
        .set("wanderers", plan.wanderers())
        .set("groups", plan.groups())
        .set("offered_rate", profile.messagesPerSecond())
        .set("warm_up", profile.warmUp())
        .set("duration", profile.duration())
        .set("read_median", plan.readMedian() + " (as published, at most a quarter of the day)")
        .set("devices_per_user", 1);
  }

  private static void counts(
      LoadReport report, DayTraffic traffic, Wanderers wanderers, OpenLoop.Outcome outcome) {
    report
        .count("begun", outcome.begun())
        .count("to_groups", traffic.toGroups.sum())
        .count("images", traffic.imagesSent.sum())
        .count("expected_deliveries", traffic.owed.sum())
        .count("delivered", traffic.delivered.sum())
        .count("reads", traffic.readCount.sum())
        .count("receipt_frames", traffic.receiptFrames.sum())
        .count("wanderer_sessions", wanderers.sessions())
        .count("wanderer_sessions_refused", wanderers.refused())
        .count("presence_frames", traffic.presenceFrames.sum());
    long texts = outcome.begun() - traffic.imagesSent.sum();
    if (texts > 0) {
      report.put(
          "text_mean", Figure.of((double) traffic.characters.sum() / texts, "1", (int) texts));
      report.put(
          "fan_out",
          Figure.of((double) traffic.owed.sum() / outcome.begun(), "1", outcome.begun()));
    }
  }

  /** Rate and latency of each part of the day, and of all of it. */
  private static void slices(
      LoadReport report, LoadProfile profile, ArrivalSchedule schedule, SlicedHistogram texts) {
    report.latency(DELIVERY, new Percentiles(texts.slices()));
    double seconds = profile.duration().toNanos() / 1e9 / DayPlan.SLICES;
    double busiest = 0;
    double all = 0;
    for (int slice = 0; slice < DayPlan.SLICES; slice++) {
      String hour = String.format(Locale.ROOT, "h%02d", slice * 24 / DayPlan.SLICES);
      double from = profile.warmUp().toNanos() / 1e9 + slice * seconds;
      long messages =
          IntStream.range(0, schedule.messages())
              .mapToDouble(message -> schedule.intendedMicros(message) / 1e6)
              .filter(at -> at >= from && at < from + seconds)
              .count();
      busiest = Math.max(busiest, messages / seconds);
      all += messages / seconds / DayPlan.SLICES;
      report.put("rate_" + hour, Figure.of(messages / seconds, "1/s", (int) messages));
      report.latency(
          DELIVERY + "_" + hour,
          new Percentiles(
              texts.slices().subList(slice * PARTS_OF_SLICE, (slice + 1) * PARTS_OF_SLICE)));
    }
    if (all > 0) {
      report.put("busiest_slice_to_average", Figure.of(busiest / all, "1", DayPlan.SLICES));
    }
  }

  private static List<String> notes() {
    return List.of(
        "Open model: messages are Poisson with the day's rate and fixed beforehand; delivery runs"
            + " from the intended send of a text to each recipient's device, image_delivery holds"
            + " the upload as well. Slices are of three hours of the day, which begins at its"
            + " quietest moment.",
        "Counts take the warm-up in. Users who write stay connected; wanderers, whom each of them"
            + " watches, come for stays of random length and are there for the share of users who"
            + " were connected at the peak.",
        "A recipient reads after a random time with the published median, shortened to a quarter of"
            + " the day where the day is short; what would be read after the last delivery is not.",
        "Generator, chat nodes and data servers share the machine's cores.");
  }
}
