package org.plumbline.simulations.chat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.simulations.load.GeneratorPriority;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.measure.GeneratorMeter;
import org.plumbline.simulations.measure.Percentiles;
import org.plumbline.simulations.measure.SlicedHistogram;

/** The evidence, from what the generator's process left. */
final class ChatJudgement {

  private final ChatShape shape;
  private final LoadContext context;
  private final Seating seating;
  private final Tally tally;
  private final GeneratorPriority priority;
  private final Percentiles delivery;
  private final Percentiles acknowledged;
  private final Percentiles lag;
  private final double cpuShare;
  private final ChatFindings findings;

  /** Takes a context whose profile is the shape's part of it. */
  ChatJudgement(
      ChatShape shape,
      LoadContext context,
      Seating seating,
      Tally tally,
      GeneratorPriority priority,
      Path latencyFolder) {
    this.shape = shape;
    this.context = context;
    this.seating = seating;
    this.tally = tally;
    this.priority = priority;
    this.delivery = percentiles(latencyFolder, GeneratorPlan.DELIVERY);
    this.acknowledged = percentiles(latencyFolder, GeneratorPlan.ACKNOWLEDGED);
    this.lag = percentiles(latencyFolder, GeneratorPlan.LAG);
    this.cpuShare =
        new GeneratorMeter.Use(tally.cpuNanos(), tally.elapsedNanos(), tally.cores())
            .ofShare(context.profile().generatorShare());
    this.findings =
        new ChatFindings(
            tally,
            context.profile().drainMax(),
            delivery.total() == 0 ? null : delivery.figure(99, context.seed()),
            lag.figure(99, context.seed()).value(),
            cpuShare);
  }

  private Percentiles percentiles(Path folder, String latency) {
    Path log = folder.resolve(GeneratorPlan.log(shape.name(), latency));
    return new Percentiles(SlicedHistogram.read(log));
  }

  Evidence evidence(Instant started, Instant ended) {
    return new Evidence(
        Evidence.SCHEMA,
        "load." + shape.name(),
        "load",
        started,
        ended,
        settings(),
        figures(),
        findings.all(),
        notes(),
        List.of(
            "latency/" + GeneratorPlan.log(shape.name(), GeneratorPlan.DELIVERY),
            "latency/" + GeneratorPlan.log(shape.name(), GeneratorPlan.ACKNOWLEDGED),
            "latency/" + GeneratorPlan.log(shape.name(), GeneratorPlan.LAG),
            "load/" + shape.name() + "/tally.json",
            "load/" + shape.name() + "/generator.log"));
  }

  private Map<String, String> settings() {
    LoadProfile profile = context.profile();
    Map<String, String> settings = new TreeMap<>();
    settings.put("profile", profile.name());
    settings.put("threads", Integer.toString(seating.chats()));
    settings.put("members", Integer.toString(seating.members()));
    settings.put("users", Integer.toString(profile.users()));
    settings.put("devices", Integer.toString(seating.seats().size()));
    settings.put("nodes", Integer.toString(context.nodes().size()));
    settings.put("offered_rate", Double.toString(profile.messagesPerSecond()));
    settings.put("warm_up", profile.warmUp().toString());
    settings.put("duration", profile.duration().toString());
    settings.put("drain_max", profile.drainMax().toString());
    settings.put("text_length", profile.textLength().text());
    settings.put("generator_share", Double.toString(profile.generatorShare()));
    settings.put("generator_priority", priority.label());
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
    figures.put("generator_cpu_share", Figure.of(cpuShare, "1", 1));
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

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Open model: arrivals are Poisson per user and fixed beforehand. Latencies run from the"
            + " intended send time, which the message carries, to the receipt at each"
            + (shape.isGroup() ? " other member's device." : " device of the other user."));
    notes.add(
        "Intervals: bootstrap over slices of the steady phase, which are added before the"
            + " percentile is read.");
    notes.add(
        "Figures are of the steady phase; duplicates, order and the findings about deliveries take"
            + " the warm-up in.");
    notes.add(
        "Generator, chat nodes and data servers share the machine's cores; the generator's priority"
            + " is "
            + (priority == GeneratorPriority.REAL_TIME
                ? "real-time (SCHED_RR), so that it sends and reads on time."
                : "normal: for a real-time one, run as a user who may use chrt --rr."));
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
