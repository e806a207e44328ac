package org.plumbline.capacity.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.fit.Prediction;
import org.plumbline.capacity.fit.Prediction.Quantity;

/**
 * The storm simulated with the inputs of a storm that was measured on the real messenger, and both
 * compared: attempts in the busiest second, time until 99% were back.
 */
public final class StormValidation {
  private static final int REPEATS = 20;
  private static final double NOTICED_WITHIN_SECONDS = 0.2;

  /** The nodes' bound on connections without a request: more wait in the kernel or are cut off. */
  private static final double WAITING_MAX = 20_000;

  private static final String SINGLE = "load.reconnect_storm";
  private static final String HERD = "load.thundering_herd";
  private static final Pattern RULE =
      Pattern.compile(
          "Backoff\\[kind=(\\w+), firstMillis=(\\d+), baseMillis=(\\d+), capMillis=(\\d+),.*");

  private StormValidation() {}

  /** All storms that the evidence holds; empty without any. */
  public static List<Prediction> of(List<Evidence> evidence, long seed) {
    List<Prediction> compared = new ArrayList<>();
    for (Evidence one : evidence) {
      if (one.id().equals(SINGLE)) {
        compared.addAll(storm(one, "", rule(one), seed));
      } else if (one.id().equals(HERD)) {
        for (ReturnRule rule : ReturnRule.compared()) {
          compared.addAll(storm(one, rule.name() + "_", rule, seed));
        }
      }
    }
    return compared;
  }

  private static List<Prediction> storm(
      Evidence evidence, String start, ReturnRule rule, long seed) {
    Optional<Figure> peak = evidence.figure(start + "attempts_per_second_max");
    double admitted = admitted(evidence);
    double lost = lost(evidence);
    if (peak.filter(figure -> figure.value() > 0).isEmpty() || admitted <= 0 || lost < 1) {
      return List.of();
    }
    StormPlan plan =
        new StormPlan(lost, admitted, WAITING_MAX, NOTICED_WITHIN_SECONDS, rule, Integer.MAX_VALUE);
    List<Double> peaks = new ArrayList<>();
    List<Double> times = new ArrayList<>();
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      Storm.Seen seen = Storm.play(plan, new Draws(seed + repeat));
      peaks.add(seen.attemptsPerSecondMax());
      times.add(seen.secondsTo99Percent());
    }
    List<Prediction> compared = new ArrayList<>();
    String at = "storm, " + rule.name();
    compared.add(
        Prediction.compared(
            Quantity.RECONNECT_RATE, at, "1/s", Repeats.mean(peaks), peak.get().value()));
    evidence
        .figure(start + "time_to_99_percent_back")
        .filter(figure -> figure.value() > 0)
        .ifPresent(
            time ->
                compared.add(
                    Prediction.compared(
                        Quantity.RECONNECT_TIME, at, "s", Repeats.mean(times), time.value())));
    return compared;
  }

  /** Those who really lost their node, where the evidence counts them. */
  private static double lost(Evidence evidence) {
    return evidence
        .figure("connections_ended")
        .map(Figure::value)
        .filter(ended -> ended >= 1)
        .orElseGet(() -> Double.parseDouble(setting(evidence, "connections_of_the_dead", "\\d+")));
  }

  /**
   * The most that were taken in a second of any storm of that run, what the nodes can at least; 0
   * when nobody came back.
   */
  private static double admitted(Evidence evidence) {
    return evidence.figures().entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("opened_per_second_max"))
        .mapToDouble(entry -> entry.getValue().value())
        .filter(opened -> opened > 0)
        .max()
        .orElse(0);
  }

  private static ReturnRule rule(Evidence evidence) {
    Matcher read = RULE.matcher(setting(evidence, "backoff", RULE.pattern()));
    if (!read.matches()) {
      throw new IllegalStateException("backoff: matched before");
    }
    ReturnRule.Kind kind;
    try {
      kind = ReturnRule.Kind.valueOf(read.group(1));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          evidence.id() + ": backoff: kind " + read.group(1) + " (expected: one that waits)", e);
    }
    return new ReturnRule("client", kind, seconds(read, 2), seconds(read, 3), seconds(read, 4));
  }

  private static double seconds(Matcher read, int group) {
    return Long.parseLong(read.group(group)) / 1e3;
  }

  private static String setting(Evidence evidence, String name, String pattern) {
    String value = evidence.settings().getOrDefault(name, "missing");
    if (!value.matches(pattern)) {
      throw new IllegalArgumentException(
          evidence.id() + ": " + name + ": " + value + " (expected: as the load writes it)");
    }
    return value;
  }
}
