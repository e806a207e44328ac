package org.plumbline.simulations.onetoone;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.measure.Percentiles;
import org.plumbline.simulations.measure.SaturationRule;
import org.plumbline.simulations.measure.SlicedHistogram;

/** Figures and findings from what the generator's process left. */
final class OneToOneJudgement {

  private static final double P99_LIMIT_MILLIS = 50;

  private final LoadContext context;
  private final Seating seating;
  private final Tally tally;
  private final Percentiles delivery;
  private final Percentiles acknowledged;
  private final Percentiles lag;
  private final List<String> passedLimits;

  OneToOneJudgement(LoadContext context, Seating seating, Tally tally, Path latencyFolder) {
    this.context = context;
    this.seating = seating;
    this.tally = tally;
    this.delivery = percentiles(latencyFolder, GeneratorPlan.DELIVERY_LOG);
    this.acknowledged = percentiles(latencyFolder, GeneratorPlan.ACKNOWLEDGED_LOG);
    this.lag = percentiles(latencyFolder, GeneratorPlan.LAG_LOG);
    this.passedLimits =
        SaturationRule.HOUSE.passedLimits(cpuShare(), lag.figure(99, context.seed()).value());
  }

  private static Percentiles percentiles(Path folder, String file) {
    return new Percentiles(SlicedHistogram.read(folder.resolve(file)));
  }

  Evidence evidence(Instant started, Instant ended) {
    return new Evidence(
        Evidence.SCHEMA,
        "load." + OneToOneScenario.NAME,
        "load",
        started,
        ended,
        settings(),
        figures(),
        findings(),
        notes(),
        List.of(
            "latency/" + GeneratorPlan.DELIVERY_LOG,
            "latency/" + GeneratorPlan.ACKNOWLEDGED_LOG,
            "latency/" + GeneratorPlan.LAG_LOG,
            "load/" + OneToOneScenario.NAME + "/tally.json",
            "load/" + OneToOneScenario.NAME + "/generator.log"));
  }

  private double cpuShare() {
    double share = context.profile().generatorShare();
    return tally.elapsedNanos() == 0
        ? 0
        : tally.cpuNanos() / ((double) tally.elapsedNanos() * tally.cores() * share);
  }

  private Map<String, String> settings() {
    LoadProfile profile = context.profile();
    Map<String, String> settings = new TreeMap<>();
    settings.put("profile", profile.name());
    settings.put("users", Integer.toString(profile.users()));
    settings.put("devices", Integer.toString(seating.seats().size()));
    settings.put("nodes", Integer.toString(context.nodes().size()));
    settings.put("offered_rate", Double.toString(profile.messagesPerSecond()));
    settings.put("warm_up", profile.warmUp().toString());
    settings.put("duration", profile.duration().toString());
    settings.put("drain_max", profile.drainMax().toString());
    settings.put("text_length", profile.textLength().text());
    settings.put("generator_share", Double.toString(profile.generatorShare()));
    settings.put("seed", Long.toString(context.seed()));
    return settings;
  }

  private SortedMap<String, Figure> figures() {
    Tally.Counts steady = tally.seen().steady();
    SortedMap<String, Figure> figures = new TreeMap<>();
    figures.put("sent", Figure.count(steady.sent()));
    figures.put("acknowledged", Figure.count(steady.acknowledged()));
    figures.put("refused", Figure.count(steady.refused()));
    figures.put("expected_deliveries", Figure.count(steady.expected()));
    figures.put("delivered", Figure.count(steady.delivered()));
    figures.put("delivered_receipts", Figure.count(steady.receipted()));
    figures.put("receipts", Figure.count(tally.seen().receipts()));
    figures.put("duplicates", Figure.count(tally.seen().duplicates()));
    figures.put("out_of_order", Figure.count(tally.seen().outOfOrder()));
    figures.put("unexpected", Figure.count(tally.seen().unexpected()));
    figures.put("gaps", Figure.count(tally.gaps()));
    figures.put("resyncs", Figure.count(tally.resyncs()));
    figures.put("lost_sockets", Figure.count(tally.seen().lostSockets()));
    double seconds = tally.elapsedNanos() / 1e9;
    figures.put("rate", Figure.of(steady.acknowledged() / seconds, "1/s", samples(steady.sent())));
    long seed = context.seed();
    if (delivery.total() > 0) {
      figures.put("delivery_p50", delivery.figure(50, seed));
      figures.put("delivery_p90", delivery.figure(90, seed));
      figures.put("delivery_p99", delivery.figure(99, seed));
      figures.put("delivery_p999", delivery.figure(99.9, seed));
      figures.put("delivery_max", maximum(delivery));
    }
    if (acknowledged.total() > 0) {
      figures.put("acknowledged_p50", acknowledged.figure(50, seed));
      figures.put("acknowledged_p99", acknowledged.figure(99, seed));
    }
    figures.put("generator_cpu_share", Figure.of(cpuShare(), "1", 1));
    figures.put("scheduling_lag_p99", lag.figure(99, seed));
    figures.put(
        "devices_per_user",
        Figure.of((double) seating.seats().size() / context.profile().users(), "1", 1));
    if (steady.expected() > 0) {
      figures.put(
          "cross_node_share",
          Figure.of(
              (double) steady.crossNode() / steady.expected(), "1", samples(steady.expected())));
    }
    return figures;
  }

  /** A maximum has no interval: the next run's may be any larger. */
  private static Figure maximum(Percentiles percentiles) {
    return Figure.of(percentiles.micros(100) / 1e3, "ms", samples(percentiles.total()));
  }

  private static int samples(long count) {
    return (int) Math.min(count, Integer.MAX_VALUE);
  }

  private List<Finding> findings() {
    return List.of(allDelivered(), noDuplicate(), inOrder(), generatorNotSaturated(), underLimit());
  }

  private Finding allDelivered() {
    Tally.Counts all = tally.seen().all();
    String id = "all_acknowledged_delivered";
    if (all.acknowledged() == 0) {
      return Finding.of(id, Outcome.UNKNOWN, "No message was acknowledged.");
    }
    if (all.missing() == 0) {
      return Finding.of(
          id,
          Outcome.HELD,
          all.delivered()
              + " deliveries of "
              + all.acknowledged()
              + " acknowledged messages arrived, the warm-up's included.");
    }
    long lost = tally.seen().lostSockets();
    boolean unclear = lost > 0 || !passedLimits.isEmpty();
    String summary =
        all.missing()
            + " of "
            + all.expected()
            + " deliveries did not arrive within "
            + context.profile().drainMax().toSeconds()
            + " s after the last message was sent"
            + (lost > 0 ? "; " + lost + " sockets were lost, and these devices do not return" : "")
            + ".";
    return new Finding(
        id, unclear ? Outcome.UNKNOWN : Outcome.BROKEN, summary, witnesses("not delivered"));
  }

  private Finding noDuplicate() {
    long duplicates = tally.seen().duplicates();
    return counted(
        "no_duplicate", duplicates, "messages came to a device that had them", witnesses("twice"));
  }

  private Finding inOrder() {
    long outOfOrder = tally.seen().outOfOrder();
    return counted(
        "in_order",
        outOfOrder,
        "messages came after a later one of their thread",
        witnesses("out of order"));
  }

  private Finding counted(String id, long count, String what, List<String> witnesses) {
    if (tally.seen().all().delivered() == 0) {
      return Finding.of(id, Outcome.UNKNOWN, "No message was delivered.");
    }
    String summary = count + " of " + tally.seen().all().delivered() + " " + what + ".";
    return new Finding(id, count == 0 ? Outcome.HELD : Outcome.BROKEN, summary, witnesses);
  }

  private List<String> witnesses(String kind) {
    return tally.seen().witnesses().stream().filter(witness -> witness.startsWith(kind)).toList();
  }

  private Finding generatorNotSaturated() {
    String id = "generator_not_saturated";
    if (passedLimits.isEmpty()) {
      return Finding.of(
          id,
          Outcome.HELD,
          String.format(
              Locale.ROOT,
              "The generator used %.0f%% of its processor share and sent at most %.1f ms late at"
                  + " the 99th percentile.",
              cpuShare() * 100,
              lag.figure(99, context.seed()).value()));
    }
    return Finding.of(
        id,
        Outcome.BROKEN,
        "The load is inconclusive: " + String.join(", and ", passedLimits) + ".");
  }

  /** The whole interval has to lie on one side of the line. */
  private Finding underLimit() {
    String id = "delivery_p99_under_50_ms";
    if (delivery.total() == 0) {
      return Finding.of(id, Outcome.UNKNOWN, "No delivery was measured.");
    }
    Figure p99 = delivery.figure(99, context.seed());
    String measured =
        String.format(Locale.ROOT, "p99 is %.1f ms (95%% interval %s)", p99.value(), interval(p99));
    if (!passedLimits.isEmpty()) {
      return Finding.of(id, Outcome.UNKNOWN, measured + ", but the generator was saturated.");
    }
    Double low = p99.low();
    Double high = p99.high();
    if (low == null || high == null) {
      return Finding.of(id, Outcome.UNKNOWN, measured + ": too few slices of the run.");
    }
    if (high < P99_LIMIT_MILLIS) {
      return Finding.of(id, Outcome.HELD, measured + ".");
    }
    return low >= P99_LIMIT_MILLIS
        ? Finding.of(id, Outcome.BROKEN, measured + ".")
        : Finding.of(id, Outcome.UNKNOWN, measured + ": the interval holds the line of 50 ms.");
  }

  private static String interval(Figure figure) {
    Double low = figure.low();
    Double high = figure.high();
    return low == null || high == null
        ? "unknown"
        : String.format(Locale.ROOT, "%.1f to %.1f", low, high);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Open model: arrivals are Poisson per user and fixed beforehand. Latencies run from the"
            + " intended send time, which the message carries, to the receipt at the other user's"
            + " device.");
    notes.add(
        "Intervals: bootstrap over slices of the steady phase, which are added before the"
            + " percentile is read.");
    notes.add(
        "Figures are of the steady phase; duplicates, order and the findings about deliveries take"
            + " the warm-up in.");
    notes.add("Generator, chat nodes and data servers share the machine's cores.");
    if (context.nodes().size() == 1) {
      notes.add("There is one node only: nothing crosses nodes.");
    }
    long unanswered =
        tally.seen().all().sent()
            - tally.seen().all().acknowledged()
            - tally.seen().all().refused();
    if (unanswered > 0) {
      notes.add(unanswered + " messages were neither acknowledged nor refused.");
    }
    tally
        .seen()
        .failures()
        .forEach((code, count) -> notes.add("Error frames " + code + ": " + count + "."));
    return notes;
  }
}
