package org.plumbline.simulations.maximum;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.simulations.driver.LoadReport;
import org.plumbline.simulations.floor.FloorFigures;
import org.plumbline.simulations.floor.NodeFlags;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.measure.Percentiles;

/** What was found as figures and findings. */
final class MaximumJudgement {

  /** The one of which a reader asks first, so it stands beside the maximum. */
  static final String RATIO = "maximum_floor_ratio";

  private final LoadContext context;
  private final MaximumPlan plan;
  private final MaximumSearch.Result found;
  private final Confirmation.Result confirmed;
  private final List<Measured> confirmations;
  private final SortedMap<Integer, Measured> levels;
  private final SortedMap<String, Figure> figures = new TreeMap<>();

  MaximumJudgement(
      LoadContext context,
      MaximumPlan plan,
      MaximumSearch.Result found,
      Confirmation.Result confirmed,
      List<Measured> confirmations,
      SortedMap<Integer, Measured> levels) {
    this.context = context;
    this.plan = plan;
    this.found = found;
    this.confirmed = confirmed;
    this.confirmations = List.copyOf(confirmations);
    this.levels = levels;
  }

  Evidence evidence(Instant started, Instant ended) {
    maximum();
    levels.forEach(this::level);
    half();
    generator();
    MaximumFindings findings = new MaximumFindings(figures, found, confirmed, levels);
    LoadReport report =
        new LoadReport(MaximumScenario.NAME, context)
            .set("pairs", plan.pairs())
            .set("step", plan.step())
            .set("settling", plan.settling())
            .set("level_length", plan.levelLength())
            .set("floor_length", plan.floorLength())
            .set("blocks", plan.confirmation().blocks())
            .set("limit", found.limit().name().toLowerCase(Locale.ROOT))
            .set("jvm_flags", String.join(" ", NodeFlags.of(context)))
            .putAll(figures)
            .findAll(findings.all());
    notes().forEach(report::note);
    return report.evidence(started, ended);
  }

  private void maximum() {
    List<Confirmation.Pair> pairs = confirmed.pairs();
    FloorFigures.add(figures, "maximum", each(pair -> rate(pair)), "1/s");
    FloorFigures.add(figures, "kafka_floor", each(pair -> pair.floor().kafka()), "1/s");
    FloorFigures.add(figures, "cassandra_floor", each(pair -> pair.floor().cassandra()), "1/s");
    FloorFigures.add(figures, "durable_floor", each(pair -> pair.floor().durable()), "1/s");
    ratio("ratio_to_kafka_floor", pair -> rate(pair) / pair.floor().kafka());
    ratio("ratio_to_cassandra_floor", pair -> rate(pair) / pair.floor().cassandra());
    ratio("ratio_to_durable_floor", pair -> rate(pair) / pair.floor().durable());
    Figure durable = figures.get("ratio_to_durable_floor");
    if (durable != null) {
      figures.put(RATIO, durable);
    }
    figures.put("maximum_offered", Figure.of(confirmed.rate(), "1/s", pairs.size()));
    figures.put("confirmations", Figure.count(pairs.size()));
    figures.put("confirmations_kept", Figure.count(confirmed.kept()));
    found.kept().ifPresent(rate -> figures.put("search_kept", Figure.of(rate, "1/s", 1)));
    found.broke().ifPresent(rate -> figures.put("search_broke", Figure.of(rate, "1/s", 1)));
    figures.put("search_steps", Figure.count(found.steps().size()));
  }

  private static double rate(Confirmation.Pair pair) {
    return pair.level().acknowledgedRate();
  }

  private void ratio(String name, ToDoubleFunction<Confirmation.Pair> ratio) {
    FloorFigures.add(figures, name, each(ratio), "1");
  }

  private List<Double> each(ToDoubleFunction<Confirmation.Pair> value) {
    return confirmed.pairs().stream().mapToDouble(value).boxed().toList();
  }

  private void level(int percent, Measured measured) {
    String name = "level_" + percent;
    Percentiles delivery = new Percentiles(measured.delivery());
    figures.put(
        name + "_rate",
        Figure.of(
            measured.level().acknowledgedRate(), "1/s", (int) measured.level().acknowledged()));
    if (delivery.total() > 0) {
      figures.put(name + "_delivery_p50", delivery.figure(50, context.seed()));
      figures.put(name + "_delivery_p99", delivery.figure(99, context.seed()));
    }
    double messages = measured.level().acknowledged();
    if (messages > 0) {
      measured
          .cpuMicros()
          .forEach(
              (process, micros) ->
                  figures.put(
                      name + "_cpu_us_per_message_" + process.replace('-', '_'),
                      Figure.of(micros / messages, "us", (int) messages)));
    }
    double accepted = measured.level().accepted();
    if (accepted > 0 && Double.isFinite(measured.redisRoundTrips())) {
      figures.put(
          name + "_redis_round_trips_per_delivery",
          Figure.of(measured.redisRoundTrips() / accepted, "1", (int) accepted));
    }
  }

  private void half() {
    Measured half = levels.get(MaximumPlan.HALF);
    if (half == null) {
      return;
    }
    Percentiles delivery = new Percentiles(half.delivery());
    if (delivery.total() > 0) {
      for (Map.Entry<String, Double> percentile :
          Map.of("p50", 50.0, "p99", 99.0, "p999", 99.9).entrySet()) {
        figures.put(
            "half_load_delivery_" + percentile.getKey(),
            delivery.figure(percentile.getValue(), context.seed()));
      }
    }
    Figure roundTrips =
        figures.get("level_" + MaximumPlan.HALF + "_redis_round_trips_per_delivery");
    if (roundTrips != null) {
      figures.put("redis_round_trips_per_delivery", roundTrips);
    }
  }

  /** The greatest of all measurements that became figures. */
  private void generator() {
    double share = 0;
    double lagMillis = 0;
    List<Measured> all = new ArrayList<>(confirmations);
    all.addAll(levels.values());
    for (Measured one : all) {
      share = Math.max(share, one.generatorShare());
      lagMillis = Math.max(lagMillis, Measured.sum(one.lag()).getValueAtPercentile(99) / 1e3);
    }
    figures.put("generator_cpu_share", Figure.of(share, "1", all.size()));
    figures.put("scheduling_lag_p99", Figure.of(lagMillis, "ms", all.size()));
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "A rate is kept when the 99th percentile of delivery lies below 50 ms, at least 99% of the"
            + " messages are acknowledged, and the nodes have stored what they accepted meanwhile,"
            + " but for 5% and 100 messages. Receipts of delivery are sent, as devices do.");
    notes.add(
        "The maximum is the median of the acknowledged rates while it was confirmed, in turn with"
            + " the floors (A B B A): bare Kafka producer and bare Cassandra driver, each alone, on"
            + " the same servers and with the nodes' JVM flags. A ratio is of neighbours; its"
            + " interval reaches from the least to the greatest.");
    notes.add(
        "Processor time of a process over the recorded part of a level, divided by the messages"
            + " acknowledged. Redis round trips are the nodes' calls between two readings of their"
            + " counters, divided by the messages accepted between them: each message goes to one"
            + " device.");
    notes.add("Generator, chat nodes and data servers share the machine's cores.");
    for (MaximumSearch.Step step : found.steps()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "step: %.0f/s offered, p99 %.1f ms, %.0f/s acknowledged, %.0f accepted, %.0f stored:"
                  + " %s",
              step.level().offered(),
              step.level().deliveryP99Millis(),
              step.level().acknowledgedRate(),
              step.level().accepted(),
              step.level().persisted(),
              step.limit() == Goal.Limit.NONE
                  ? "kept"
                  : "broke " + step.limit().name().toLowerCase(Locale.ROOT)));
    }
    return notes;
  }
}
