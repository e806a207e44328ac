package org.plumbline.simulations.chat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.measure.Percentiles;
import org.plumbline.simulations.measure.SlicedHistogram;

/** What a large group did to the 1:1 chats beside it. */
final class LargeGroupJudgement {

  /** More than this, with the whole interval, is a disturbance. */
  private static final double RATIO_MAX = 1.5;

  private final LoadContext context;
  private final Evidence pairs;
  private final GroupTraffic traffic;
  private final int members;
  private final Percentiles with;
  private final Percentiles without;

  /** Takes the evidence of the 1:1 chats, and the folder with their latencies. */
  LargeGroupJudgement(
      LoadContext context, Evidence pairs, GroupTraffic traffic, int members, Path latencies) {
    this.context = context;
    this.pairs = pairs;
    this.traffic = traffic;
    this.members = members;
    List<Histogram> slices =
        SlicedHistogram.read(
            latencies.resolve(GeneratorPlan.log(LargeGroupScenario.NAME, GeneratorPlan.DELIVERY)));
    this.with = side(slices, true);
    this.without = side(slices, false);
  }

  private static Percentiles side(List<Histogram> slices, boolean on) {
    return new Percentiles(
        IntStream.range(0, slices.size())
            .filter(slice -> GroupTraffic.isOn(slice) == on)
            .mapToObj(slices::get)
            .toList());
  }

  Evidence evidence(Instant started, Instant ended) {
    Map<String, String> settings = new TreeMap<>(pairs.settings());
    settings.put("group_members", Integer.toString(members));
    settings.put("group_rate", Double.toString(LargeGroupScenario.rate(members)));
    SortedMap<String, Figure> figures = new TreeMap<>(pairs.figures());
    figures.put("group_members", Figure.count(members));
    figures.put("group_sent", Figure.count(traffic.sent()));
    figures.put("group_acknowledged", Figure.count(traffic.acknowledged()));
    figures.put("group_expected_deliveries", Figure.count(traffic.expected()));
    figures.put("group_delivered", Figure.count(traffic.arrived()));
    Percentiles group = new Percentiles(traffic.delivery().slices());
    if (group.total() > 0) {
      figures.put("group_delivery_p50", group.figure(50, context.seed()));
      figures.put("group_delivery_p99", group.figure(99, context.seed()));
    }
    for (int percentile : List.of(50, 99)) {
      compare(figures, percentile);
    }
    List<Finding> findings = new ArrayList<>(pairs.findings());
    findings.add(arrived());
    findings.add(undisturbed(Optional.ofNullable(figures.get("one_to_one_p99_ratio"))));
    List<String> notes = new ArrayList<>(pairs.notes());
    notes.add(
        "Slices with and without messages to the group alternate within one run (A B B A); the"
            + " ratio's interval is a bootstrap over the slices of both. A twentieth of the"
            + " members are connected.");
    notes.addAll(traffic.failures());
    return new Evidence(
        pairs.schema(),
        pairs.id(),
        pairs.kind(),
        started,
        ended,
        settings,
        figures,
        findings,
        notes,
        pairs.files());
  }

  private void compare(SortedMap<String, Figure> figures, int percentile) {
    with.ratioTo(without, percentile, context.seed())
        .ifPresent(
            ratio -> {
              String name = "one_to_one_p" + percentile;
              figures.put(name + "_with_group", with.figure(percentile, context.seed()));
              figures.put(name + "_without_group", without.figure(percentile, context.seed()));
              figures.put(name + "_ratio", ratio);
            });
  }

  private Finding arrived() {
    String id = "group_arrived_at_connected";
    if (traffic.expected() == 0) {
      return Finding.of(id, Outcome.UNKNOWN, "Nothing was sent to the group.");
    }
    return Finding.of(
        id,
        traffic.arrived() == traffic.expected() ? Outcome.HELD : Outcome.BROKEN,
        traffic.arrived()
            + " of "
            + traffic.expected()
            + " deliveries of "
            + traffic.sent()
            + " messages came to the connected members of "
            + members
            + ".");
  }

  /** A latency, and so no promise: the interval decides, and a wide one decides nothing. */
  private static Finding undisturbed(Optional<Figure> ratio) {
    String id = "one_to_one_p99_undisturbed";
    if (ratio.isEmpty()) {
      return Finding.of(id, Outcome.UNKNOWN, "One side of the comparison holds no delivery.");
    }
    Figure figure = ratio.get();
    Double low = figure.low();
    Double high = figure.high();
    if (low == null || high == null) {
      return Finding.of(id, Outcome.UNKNOWN, "Too few slices of the run.");
    }
    String summary =
        String.format(
            Locale.ROOT,
            "With messages to the group the 1:1 p99 is %.2f times that without (95%% interval %.2f"
                + " to %.2f; undisturbed: below %.1f).",
            figure.value(),
            low,
            high,
            RATIO_MAX);
    if (high < RATIO_MAX) {
      return Finding.of(id, Outcome.HELD, summary);
    }
    return Finding.of(id, low >= RATIO_MAX ? Outcome.BROKEN : Outcome.UNKNOWN, summary);
  }
}
