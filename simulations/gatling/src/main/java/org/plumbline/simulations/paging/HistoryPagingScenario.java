package org.plumbline.simulations.paging;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.client.ClientRuntime;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.plumbline.simulations.calibration.NodeMeter;
import org.plumbline.simulations.driver.Crowd;
import org.plumbline.simulations.driver.LoadReport;
import org.plumbline.simulations.driver.OpenLoop;
import org.plumbline.simulations.driver.Stopwatches;
import org.plumbline.simulations.load.ArrivalSchedule;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadFailure;
import org.plumbline.simulations.load.LoadOption;
import org.plumbline.simulations.load.LoadPhase;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.load.LoadScenario;
import org.plumbline.simulations.measure.GeneratorMeter;
import org.plumbline.simulations.measure.Percentiles;

/**
 * Devices page back through threads of some hundred messages and list their threads. Pass line:
 * every page is complete, in order and of the asked size.
 */
public final class HistoryPagingScenario implements LoadScenario {

  /** The scenario's name. */
  public static final String NAME = "history_paging";

  private static final String RECENTS = "messenger_recents_total";

  private final InstantSource clock;
  private final LongSupplier clockNanos;

  /** A scenario on these clocks; the first one also keeps the users of two loads apart. */
  public HistoryPagingScenario(InstantSource clock, LongSupplier clockNanos) {
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
    PagingPlan plan = PagingPlan.of(whole.profile());
    LoadContext context = whole.withProfile(PagingPlan.of(whole.profile(), plan));
    Instant started = clock.instant();
    Crowd crowd = Crowd.register(context, NAME, started, plan.readers());
    try (ClientRuntime runtime = ClientRuntime.create(clockNanos, context.seed());
        NodeMeter meter = new NodeMeter(context.nodes(), clockNanos)) {
      Written written = Written.write(context, plan, crowd, runtime);
      context
          .progress()
          .accept(
              NAME
                  + ": "
                  + context.profile().messagesPerSecond()
                  + " journeys/s through "
                  + written.seqs().size()
                  + " threads of "
                  + plan.messages()
                  + " messages");
      return measured(context, plan, crowd, written, runtime, meter, started);
    } catch (IOException e) {
      throw new LoadFailure("the nodes' counters cannot be read: " + e, e);
    }
  }

  private Evidence measured(
      LoadContext context,
      PagingPlan plan,
      Crowd crowd,
      Written written,
      ClientRuntime runtime,
      NodeMeter meter,
      Instant started)
      throws IOException, InterruptedException {
    LoadProfile profile = context.profile();
    Stopwatches stopwatches = new Stopwatches(profile, PagingJourney.PARTS);
    OpenLoop loop = new OpenLoop(clockNanos, stopwatches.part(Stopwatches.LAG));
    PagingJourney journey =
        new PagingJourney(
            plan, crowd, written, runtime, loop, stopwatches, clockNanos, context.seed());
    ArrivalSchedule schedule =
        ArrivalSchedule.poisson(context.seed(), 1, profile.messagesPerSecond(), profile.sending());
    GeneratorMeter generator = GeneratorMeter.ofThisProcess(clockNanos);
    Instant steady = clock.instant().plus(profile.warmUp());
    NodeMeter.Reading before = meter.read();
    generator.start();
    context.phases().phaseBegan(LoadPhase.STEADY);
    OpenLoop.Outcome outcome = loop.run(schedule, profile.drainMax(), journey);
    GeneratorMeter.Use use = generator.used();
    context.phases().phaseBegan(LoadPhase.ENDED);
    NodeMeter.Reading after = meter.read();
    LoadReport report = new LoadReport(NAME, context);
    settings(report, plan, profile);
    figures(report, profile, stopwatches, journey, before, after);
    Percentiles lag = new Percentiles(stopwatches.part(Stopwatches.LAG).slices());
    return report
        .count("journeys", outcome.begun())
        .findAll(
            new PagingFindings(
                    written.seqs(),
                    threadsOf(plan, crowd, written),
                    journey.threads(),
                    journey.lists(),
                    outcome)
                .all())
        .generator(use, lag)
        .noteAll(notes())
        .file(
            stopwatches.write(
                context.runFolder(), NAME, PagingJourney.OLDER_PAGE, steady.toEpochMilli()))
        .evidence(started, clock.instant());
  }

  private static Map<UserId, Set<ThreadId>> threadsOf(
      PagingPlan plan, Crowd crowd, Written written) {
    Map<UserId, Set<ThreadId>> threads = new HashMap<>();
    for (int user = 0; user < plan.readers(); user++) {
      threads.put(crowd.user(user), new HashSet<>(written.threadsOf().get(user)));
    }
    return threads;
  }

  private static void settings(LoadReport report, PagingPlan plan, LoadProfile profile) {
    report
        .set("readers", plan.readers())
        .set("threads", plan.readers() * plan.threadsAhead())
        .set("messages_per_thread", plan.messages())
        .set("page_sizes", plan.pageSizes())
        .set("list_size", plan.listSize())
        .set("list_share", plan.listShare())
        .set("offered_rate", profile.messagesPerSecond())
        .set("warm_up", profile.warmUp())
        .set("duration", profile.duration());
  }

  private static void figures(
      LoadReport report,
      LoadProfile profile,
      Stopwatches stopwatches,
      PagingJourney journey,
      NodeMeter.Reading before,
      NodeMeter.Reading after) {
    long pages = 0;
    for (String part : PagingJourney.PARTS) {
      Percentiles percentiles = new Percentiles(stopwatches.part(part).slices());
      pages += percentiles.total();
      report.latency(part, percentiles);
    }
    double seconds = profile.duration().toNanos() / 1e9;
    report.put("page_rate", Figure.of(pages / seconds, "1/s", (int) pages));
    long threadPages = journey.threads().stream().mapToLong(read -> read.pages().size()).sum();
    report
        .count("threads_read", journey.threads().size())
        .count("thread_pages", threadPages)
        .count("lists_read", journey.lists().size());
    long all = threadPages + journey.lists().size();
    if (all > 0) {
      report.put(
          "cpu_us_per_page",
          Figure.of((after.cpuMicros() - before.cpuMicros()) / all, "us", (int) all));
    }
    double hits = outcomes(before, after, "hit");
    double misses = outcomes(before, after, "miss");
    report
        .count("recents_hits", (long) hits)
        .count("recents_misses", (long) misses)
        .count("recents_skipped", (long) outcomes(before, after, "skipped"));
    if (hits + misses > 0) {
      report.put("recents_hit_rate", Figure.of(hits / (hits + misses), "1", (int) (hits + misses)));
    }
  }

  private static double outcomes(
      NodeMeter.Reading before, NodeMeter.Reading after, String outcome) {
    String label = "outcome=\"" + outcome + "\"";
    return after.sum(RECENTS, label) - before.sum(RECENTS, label);
  }

  private static List<String> notes() {
    return List.of(
        "Open model: journeys are Poisson and fixed beforehand. first_page and list run from the"
            + " intended time; older_page from its own request, since a device asks for it when it"
            + " has the page before. A list's further pages are not timed.",
        "The copy of recent messages is asked for first pages of at most 15 messages and for lists;"
            + " longer and older pages are skipped. Its counters and the processor time include the"
            + " warm-up.",
        "Generator, chat nodes and data servers share the machine's cores.");
  }
}
