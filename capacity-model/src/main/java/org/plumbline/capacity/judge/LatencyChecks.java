package org.plumbline.capacity.judge;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.quantity.Quantity;
import org.plumbline.capacity.quantity.TimeSpan;

/** Claims about how long a delivery takes, from the intended send to the other user's device. */
final class LatencyChecks {
  private static final String LOAD = "load.one_to_one";
  private static final String P50 = "delivery_p50";
  private static final String P99 = "delivery_p99";
  private static final String GENERATOR = "generator_not_saturated";

  private static final String DISTANCE =
      "Measured on one machine: the way between users comes on top, 1 ms for every 200 km of"
          + " fibre.";

  private LatencyChecks() {}

  /** Whether the 99th percentile, with its interval, stays below the claim. */
  static Judgement belowAtTheTail(Question question) {
    Evidence load = question.evidence(LOAD).orElseThrow();
    Optional<Figure> p99 = load.figure(P99);
    if (p99.isEmpty()) {
      return LoadChecks.lacking(load, P99);
    }
    Quantity claimed = question.claimed();
    Quantity found = span(p99.get(), p99.get().value());
    Judgement judgement =
        Judgement.of(Verdict.HOLDS)
            .claimed(claimed)
            .found(found)
            .ratio(claimed, found)
            .consequently(DISTANCE)
            .by(List.of(Question.reference(load, List.of(P50, P99), List.of(GENERATOR))));
    if (!load.held(GENERATOR)) {
      return judgement.as(Verdict.INCONCLUSIVE).because(whyNotTrusted(load));
    }
    return switch (compare(p99.get(), claimed)) {
      case BELOW -> judgement;
      case NOT_BELOW ->
          judgement
              .as(Verdict.FAILS)
              .because("The 99th percentile is " + found.text() + interval(p99.get()) + ".");
      case UNCLEAR ->
          judgement
              .as(Verdict.INCONCLUSIVE)
              .because(
                  "The interval of the 99th percentile holds the claim itself"
                      + interval(p99.get())
                      + ".");
    };
  }

  /** A claim that names no percentile: it holds at the tail, or only in the typical case. */
  static Judgement belowTypicallyAndAtTheTail(Question question) {
    Judgement tail = belowAtTheTail(question);
    Evidence load = question.evidence(LOAD).orElseThrow();
    Optional<Figure> p50 = load.figure(P50);
    if (tail.verdict() != Verdict.FAILS || p50.isEmpty()) {
      return tail;
    }
    Quantity typical = span(p50.get(), p50.get().value());
    String text = "The median is " + typical.text() + interval(p50.get());
    return switch (compare(p50.get(), question.claimed())) {
      case BELOW ->
          tail.as(Verdict.CONDITIONAL)
              .because(text + ": it holds in the typical case, not at the tail.");
      case NOT_BELOW -> tail.because(text + ": not even the typical case holds.");
      case UNCLEAR -> tail.as(Verdict.INCONCLUSIVE).because(text + ".");
    };
  }

  private enum Side {
    BELOW,
    NOT_BELOW,
    UNCLEAR
  }

  private static Side compare(Figure figure, Quantity claimed) {
    double low = span(figure, Objects.requireNonNullElse(figure.low(), figure.value())).seconds();
    double high = span(figure, Objects.requireNonNullElse(figure.high(), figure.value())).seconds();
    double limit = claimed.inBaseUnit();
    if (high < limit) {
      return Side.BELOW;
    }
    return low >= limit ? Side.NOT_BELOW : Side.UNCLEAR;
  }

  private static TimeSpan span(Figure figure, double value) {
    return TimeSpan.parse(BigDecimal.valueOf(value).toPlainString() + " " + figure.unit());
  }

  private static String interval(Figure figure) {
    Double low = figure.low();
    Double high = figure.high();
    return low == null || high == null
        ? ""
        : " (95% interval " + span(figure, low).text() + " to " + span(figure, high).text() + ")";
  }

  private static String whyNotTrusted(Evidence load) {
    return load.finding(GENERATOR)
        .map(finding -> "The load generator may have been the bottleneck: " + finding.summary())
        .orElse("The load does not say whether its generator kept up.");
  }
}
