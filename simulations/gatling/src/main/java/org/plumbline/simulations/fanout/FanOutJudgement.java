package org.plumbline.simulations.fanout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.floors.Spread;
import org.plumbline.simulations.measure.GeneratorMeter;
import org.plumbline.simulations.measure.Percentiles;
import org.plumbline.simulations.measure.RateSearch;
import org.plumbline.simulations.measure.SaturationRule;

/**
 * What the rounds of both sides say. A round of the messenger is held against the floor's round
 * next to it; the figure is the median of these ratios, with the least and the greatest.
 *
 * @param messenger its rounds at half load
 * @param floor as many, each at the same rate beside its round of the messenger
 * @param frameBytes of a member's frame, and so of the floor's text
 */
record FanOutJudgement(
    String name,
    FanOutShape shape,
    RateSearch search,
    List<Round> messenger,
    List<Round> floor,
    int frameBytes,
    double generatorShare,
    int cores,
    long seed) {

  /** Deliveries per processor second of the nodes over those of bare Netty. */
  static final String RATIO = "fan_out_floor_ratio";

  static final String RATIO_FINDING = "fan_out_at_least_70_percent_of_floor";
  static final String LAST_FINDING = "last_member_p99_under_100_ms_at_half_load";
  static final String DELIVERED_FINDING = "all_online_members_delivered";

  private static final double RATIO_MIN = 0.7;
  private static final double LAST_MILLIS_MAX = 100;

  FanOutJudgement {
    if (messenger.isEmpty() || messenger.size() != floor.size()) {
      throw new IllegalArgumentException(
          "rounds: "
              + messenger.size()
              + " and "
              + floor.size()
              + " (expected: as many of both, at least one)");
    }
    messenger = List.copyOf(messenger);
    floor = List.copyOf(floor);
  }

  Evidence evidence(
      Map<String, String> moreSettings, List<String> files, Instant started, Instant ended) {
    Map<String, String> settings = new TreeMap<>(moreSettings);
    settings.put("members", Integer.toString(shape.members()));
    settings.put("groups", Integer.toString(shape.groups()));
    settings.put("writers", Integer.toString(shape.groups() * shape.writers()));
    settings.put("offered_rate", Double.toString(messenger.getFirst().offered()));
    settings.put("round", shape.round().toString());
    settings.put("repeats", Integer.toString(messenger.size()));
    settings.put("frame_bytes", Integer.toString(frameBytes));
    return new Evidence(
        Evidence.SCHEMA,
        "load." + name,
        "load",
        started,
        ended,
        settings,
        figures(),
        findings(),
        notes(),
        files);
  }

  private SortedMap<String, Figure> figures() {
    SortedMap<String, Figure> figures = new TreeMap<>();
    figures.put("sustained_rate", Figure.of(search.sustained(), "1/s", search.steps().size()));
    figures.put(
        "sustained_deliveries_per_second",
        Figure.of(search.sustained() * shape.recipients(), "1/s", search.steps().size()));
    figures.put("sent", Figure.count(total(Round::sent)));
    figures.put("delivered", Figure.count(total(Round::delivered)));
    figures.put("expected_deliveries", Figure.count(total(Round::sent) * shape.recipients()));
    figures.put("complete", Figure.count(total(Round::complete)));
    spread(figures, "deliveries_per_second", "1/s", messenger, Round::deliveriesPerSecond);
    spread(figures, "fan_out", "1/s", messenger, Round::deliveriesPerCpuSecond);
    spread(figures, "fan_out_floor", "1/s", floor, Round::deliveriesPerCpuSecond);
    figures.put(RATIO, figure(ratio(), "1"));
    latencies(figures, "delivery", Round.of(messenger, Round::delivery));
    latencies(figures, "last_member", Round.of(messenger, Round::lastMember));
    latencies(figures, "floor_last_member", Round.of(floor, Round::lastMember));
    figures.put("generator_cpu_share", Figure.of(generatorUse(), "1", messenger.size()));
    latencies(figures, "scheduling_lag", Round.of(messenger, Round::lag));
    return figures;
  }

  private long total(ToLongFunction<Round> which) {
    return messenger.stream().mapToLong(which).sum();
  }

  private static void spread(
      SortedMap<String, Figure> figures,
      String name,
      String unit,
      List<Round> rounds,
      ToDoubleFunction<Round> which) {
    List<Double> values = rounds.stream().mapToDouble(which).boxed().toList();
    if (values.stream().allMatch(Double::isFinite)) {
      figures.put(name, figure(Spread.of(values), unit));
    }
  }

  private static Figure figure(Spread spread, String unit) {
    return Figure.of(spread.median(), unit, spread.least(), spread.greatest(), spread.repeats());
  }

  private void latencies(SortedMap<String, Figure> figures, String name, List<Histogram> rounds) {
    Percentiles percentiles = new Percentiles(rounds);
    if (percentiles.total() > 0) {
      figures.put(name + "_p50", percentiles.figure(50, seed));
      figures.put(name + "_p99", percentiles.figure(99, seed));
    }
  }

  /** Of each round of the messenger to the floor's beside it; 0 where one side did nothing. */
  private Spread ratio() {
    return Spread.of(
        IntStream.range(0, messenger.size())
            .mapToDouble(
                round ->
                    messenger.get(round).deliveriesPerCpuSecond()
                        / floor.get(round).deliveriesPerCpuSecond())
            .map(ratio -> Double.isFinite(ratio) ? ratio : 0)
            .boxed()
            .toList());
  }

  private double generatorUse() {
    double cpu = messenger.stream().mapToDouble(Round::generatorCpuSeconds).sum();
    double seconds = messenger.stream().mapToDouble(Round::seconds).sum();
    return new GeneratorMeter.Use((long) (cpu * 1e9), (long) (seconds * 1e9), cores)
        .ofShare(generatorShare);
  }

  private List<Finding> findings() {
    double lag = new Percentiles(Round.of(messenger, Round::lag)).micros(99) / 1e3;
    Finding generator = SaturationRule.HOUSE.finding(generatorUse(), lag);
    boolean sound = generator.outcome() == Outcome.HELD;
    return List.of(delivered(), nearFloor(sound), lastInTime(sound), generator);
  }

  private Finding delivered() {
    long sent = total(Round::sent);
    long complete = total(Round::complete);
    long refused = total(Round::refused);
    if (sent == 0) {
      return Finding.of(DELIVERED_FINDING, Outcome.UNKNOWN, "Nothing was sent.");
    }
    return Finding.of(
        DELIVERED_FINDING,
        complete == sent && refused == 0 ? Outcome.HELD : Outcome.BROKEN,
        String.format(
            Locale.ROOT,
            "%d of %d messages came to all %d online members; %d were refused.",
            complete,
            sent,
            shape.recipients(),
            refused));
  }

  /** The whole spread decides; one that encloses the line decides nothing. */
  private Finding nearFloor(boolean sound) {
    Spread ratio = ratio();
    String summary =
        String.format(
            Locale.ROOT,
            "Per second of processor time the nodes make %.2f times the deliveries of bare Netty"
                + " that writes one shared frame (%.2f to %.2f in %d rounds; at least %.1f).",
            ratio.median(),
            ratio.least(),
            ratio.greatest(),
            ratio.repeats(),
            RATIO_MIN);
    if (!sound || ratio.least() == 0) {
      return Finding.of(RATIO_FINDING, Outcome.UNKNOWN, summary + " It is inconclusive.");
    }
    Outcome outcome =
        ratio.least() >= RATIO_MIN
            ? Outcome.HELD
            : ratio.greatest() < RATIO_MIN ? Outcome.BROKEN : Outcome.UNKNOWN;
    return Finding.of(RATIO_FINDING, outcome, summary);
  }

  private Finding lastInTime(boolean sound) {
    Percentiles last = new Percentiles(Round.of(messenger, Round::lastMember));
    if (last.total() == 0 || search.sustained() == 0) {
      return Finding.of(
          LAST_FINDING, Outcome.UNKNOWN, "No message came to all, or no rate was sustained.");
    }
    double millis = last.micros(99) / 1e3;
    String summary =
        String.format(
            Locale.ROOT,
            "At %.2f messages a second, half of the %.2f that the nodes sustain, the last of %d"
                + " members has a message after %.0f ms at the 99th percentile (at most %.0f).",
            messenger.getFirst().offered(),
            search.sustained(),
            shape.recipients(),
            millis,
            LAST_MILLIS_MAX);
    if (!sound) {
      return Finding.of(LAST_FINDING, Outcome.UNKNOWN, summary + " It is inconclusive.");
    }
    return Finding.of(
        LAST_FINDING, millis <= LAST_MILLIS_MAX ? Outcome.HELD : Outcome.BROKEN, summary);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Tried, messages a second: "
            + search.steps().stream()
                .map(
                    step ->
                        String.format(
                            Locale.ROOT,
                            "%.2f %s",
                            step.perSecond(),
                            step.sustained() ? "sustained" : "not"))
                .collect(Collectors.joining(", "))
            + ".");
    if (!search.isBounded()) {
      notes.add("No rate was too high: the nodes may sustain more than was tried.");
    }
    notes.add(
        "Processor time of the nodes is all that they use meanwhile: log, storage, heartbeats. The"
            + " floor is BroadcastServer with as many sockets as a group has members, the same"
            + " JVM's flags, and texts as long as a member's frame; the rounds alternate (A B B A)."
            + " The spread is the least and the greatest of the rounds. Members do not acknowledge"
            + " what they get, neither here nor there: what is held against the floor is the way"
            + " out.");
    return List.copyOf(notes);
  }
}
