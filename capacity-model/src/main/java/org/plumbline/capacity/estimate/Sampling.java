package org.plumbline.capacity.estimate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The calculation repeated with inputs drawn from their ranges and distributions, independently of
 * one another: what the figures may be.
 */
final class Sampling {
  /** Nine of ten outcomes lie between these. */
  static final double LOW = 0.05;

  static final double HIGH = 0.95;

  private static final double CONFIDENCE_95 = 1.96;

  /**
   * What one figure may be, in base units.
   *
   * @param low 5% of the samples are below
   * @param high 5% of the samples are above
   * @param error half the width of the 95% interval of the worse known of the two ends, by the
   *     binomial distribution of a quantile's rank
   */
  record Interval(double low, double high, double error) {}

  private final Map<String, Interval> intervals;
  private final Map<String, Double> bindingShares;

  private Sampling(Map<String, Interval> intervals, Map<String, Double> bindingShares) {
    this.intervals = intervals;
    this.bindingShares = bindingShares;
  }

  /**
   * Draws so many samples; the same seed gives the same ones.
   *
   * @param samples at least 100
   */
  static Sampling of(CapacityModel model, long seed, int samples) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, double[]> drawn = new LinkedHashMap<>();
    Map<String, Double> binding = new LinkedHashMap<>();
    for (int i = 0; i < samples; i++) {
      Figures figures =
          model.calculate(
              model
                  .inputs()
                  .values(input -> input.chosen(spread -> spread.quantile(random.nextDouble()))));
      int sample = i;
      figures
          .all()
          .forEach(
              found ->
                  drawn.computeIfAbsent(found.id(), id -> new double[samples])[sample] =
                      found.value().inBaseUnit());
      binding.merge(ServerFigures.binding(figures), 1.0 / samples, Double::sum);
    }
    Map<String, Interval> intervals = new LinkedHashMap<>();
    drawn.forEach((id, values) -> intervals.put(id, interval(values)));
    return new Sampling(intervals, binding);
  }

  private static Interval interval(double[] values) {
    Arrays.sort(values);
    double half = CONFIDENCE_95 * Math.sqrt(LOW * HIGH / values.length);
    double errorLow = (at(values, LOW + half) - at(values, LOW - half)) / 2;
    double errorHigh = (at(values, HIGH + half) - at(values, HIGH - half)) / 2;
    return new Interval(at(values, LOW), at(values, HIGH), Math.max(errorLow, errorHigh));
  }

  private static double at(double[] sorted, double share) {
    int rank = (int) Math.round(share * (sorted.length - 1));
    return sorted[Math.clamp(rank, 0, sorted.length - 1)];
  }

  Interval interval(String figure) {
    Interval interval = intervals.get(figure);
    if (interval == null) {
      throw new IllegalArgumentException("no figure " + figure);
    }
    return interval;
  }

  /** In which share of the samples each resource asked for the most servers. */
  Map<String, Double> bindingShares() {
    return bindingShares;
  }
}
