package org.plumbline.simulations.maximum;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.simulations.measure.SaturationRule;

/** The pass lines. A figure with an interval has to lie on one side of its line with all of it. */
final class MaximumFindings {

  private static final double RATIO_MIN = 0.6;
  private static final double ROUND_TRIPS_MAX = 0.2;

  /** Of fewer, what nodes ask for themselves, some times a second, is the most of it. */
  private static final int MESSAGES_FOR_ROUND_TRIPS_MIN = 1_000;

  private final SortedMap<String, Figure> figures;
  private final MaximumSearch.Result found;
  private final Confirmation.Result confirmed;
  private final boolean isHalfSound;

  MaximumFindings(
      SortedMap<String, Figure> figures,
      MaximumSearch.Result found,
      Confirmation.Result confirmed,
      SortedMap<Integer, Measured> levels) {
    this.figures = figures;
    this.found = found;
    this.confirmed = confirmed;
    Measured half = levels.get(MaximumPlan.HALF);
    this.isHalfSound = half != null && half.level().passedLimits().isEmpty();
  }

  List<Finding> all() {
    return List.of(
        maximumConfirmed(),
        atLeast("ratio_to_durable_floor_at_least_60_percent", "ratio_to_durable_floor", RATIO_MIN),
        below("half_load_p50_under_10_ms", "half_load_delivery_p50", 10),
        below("half_load_p99_under_50_ms", "half_load_delivery_p99", 50),
        below("half_load_p999_under_200_ms", "half_load_delivery_p999", 200),
        roundTrips(),
        generator());
  }

  private Finding maximumConfirmed() {
    String id = "maximum_confirmed";
    String summary =
        String.format(
            Locale.ROOT,
            "%.0f messages a second kept the goal in %d of %d measurements; the search ended at"
                + " the limit: %s.",
            confirmed.rate(),
            confirmed.kept(),
            confirmed.pairs().size(),
            found.limit().name().toLowerCase(Locale.ROOT));
    // Where generator or search ended it, the messenger's own maximum lies higher.
    boolean isMessengers =
        confirmed.isConfirmed()
            && found.limit() != Goal.Limit.GENERATOR
            && found.limit() != Goal.Limit.NONE;
    return Finding.of(id, isMessengers ? Outcome.HELD : Outcome.UNKNOWN, summary);
  }

  private Finding atLeast(String id, String name, double line) {
    Figure figure = figures.get(name);
    return confirmed.isConfirmed()
        ? judged(id, figure, line, figure != null && figure.value() >= line, true)
        : Finding.of(id, Outcome.UNKNOWN, "No rate was confirmed that could be compared.");
  }

  private Finding below(String id, String name, double line) {
    Figure figure = figures.get(name);
    return isHalfSound
        ? judged(id, figure, line, figure != null && figure.value() < line, false)
        : Finding.of(id, Outcome.UNKNOWN, "The generator was saturated, or nothing was measured.");
  }

  private static Finding judged(
      String id, @Nullable Figure figure, double line, boolean isKept, boolean isLeast) {
    if (figure == null) {
      return Finding.of(id, Outcome.UNKNOWN, "Nothing was measured.");
    }
    Double low = figure.low();
    Double high = figure.high();
    if (low == null || high == null) {
      return Finding.of(
          id,
          Outcome.UNKNOWN,
          String.format(
              Locale.ROOT,
              "%.3g %s against the line of %s, with too few measurements for an interval.",
              figure.value(),
              figure.unit(),
              number(line)));
    }
    boolean isClear = isLeast ? low >= line || high < line : high < line || low >= line;
    String summary =
        String.format(
            Locale.ROOT,
            "%.3g %s (interval %.3g to %.3g) against the line of %s%s.",
            figure.value(),
            figure.unit(),
            low,
            high,
            number(line),
            isClear ? "" : ", which lies in the interval");
    return Finding.of(
        id, isClear ? (isKept ? Outcome.HELD : Outcome.BROKEN) : Outcome.UNKNOWN, summary);
  }

  private static String number(double line) {
    return line == Math.rint(line) ? Long.toString((long) line) : Double.toString(line);
  }

  /** A count over thousands of messages: no interval is needed to tell it from its line. */
  private Finding roundTrips() {
    String id = "redis_round_trips_at_most_0_2";
    Figure figure = figures.get("redis_round_trips_per_delivery");
    if (figure == null) {
      return Finding.of(id, Outcome.UNKNOWN, "Nothing was measured.");
    }
    String summary =
        String.format(
            Locale.ROOT,
            "%.3f round trips to Redis for each delivered message at half the maximum, over %,d"
                + " messages.",
            figure.value(),
            figure.samples());
    if (figure.samples() < MESSAGES_FOR_ROUND_TRIPS_MIN) {
      return Finding.of(id, Outcome.UNKNOWN, summary);
    }
    return Finding.of(
        id, figure.value() <= ROUND_TRIPS_MAX ? Outcome.HELD : Outcome.BROKEN, summary);
  }

  private Finding generator() {
    Figure share = figures.get("generator_cpu_share");
    Figure lag = figures.get("scheduling_lag_p99");
    return share == null || lag == null
        ? Finding.of(SaturationRule.FINDING, Outcome.UNKNOWN, "Nothing was measured.")
        : SaturationRule.HOUSE.finding(share.value(), lag.value());
  }
}
