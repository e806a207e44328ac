package org.plumbline.simulations.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.plumbline.capacity.evidence.Figure;

/**
 * Percentiles over the slices of a run.
 *
 * <p>Percentiles are never averaged: the slices' histograms are added, and the percentile is read
 * from the sum. The 95% interval is a percentile bootstrap over whole slices (B. Efron, R.
 * Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13): slices are drawn with
 * replacement, added, and the percentile read, {@value #RESAMPLES} times. Whole slices are drawn
 * because neighbouring messages suffer the same stall and are not independent.
 */
public final class Percentiles {

  static final int RESAMPLES = 1_000;

  /** Fewer slices than this say too little about the spread between slices. */
  static final int SLICES_FOR_INTERVAL_MIN = 5;

  private final long[] values;
  private final long[][] counts;
  private final long[] totals;

  /** Takes the slices of one log; empty slices are left out. */
  public Percentiles(List<Histogram> slices) {
    List<Histogram> filled = slices.stream().filter(slice -> slice.getTotalCount() > 0).toList();
    TreeSet<Long> distinct = new TreeSet<>();
    for (Histogram slice : filled) {
      for (HistogramIterationValue step : slice.recordedValues()) {
        distinct.add(slice.highestEquivalentValue(step.getValueIteratedTo()));
      }
    }
    this.values = distinct.stream().mapToLong(Long::longValue).toArray();
    this.counts = new long[filled.size()][values.length];
    for (int slice = 0; slice < filled.size(); slice++) {
      Histogram histogram = filled.get(slice);
      for (HistogramIterationValue step : histogram.recordedValues()) {
        long value = histogram.highestEquivalentValue(step.getValueIteratedTo());
        counts[slice][Arrays.binarySearch(values, value)] += step.getCountAtValueIteratedTo();
      }
    }
    this.totals = filled.stream().mapToLong(Histogram::getTotalCount).toArray();
  }

  /** How many values all slices hold. */
  public long total() {
    return Arrays.stream(totals).sum();
  }

  /**
   * The percentile in microseconds; the largest value that falls into its bucket.
   *
   * @param percentile 0 to 100
   */
  public long micros(double percentile) {
    int[] once = new int[counts.length];
    Arrays.fill(once, 1);
    return percentileOf(once, percentile);
  }

  /**
   * The percentile in milliseconds with its bootstrap interval, which is left out when fewer than
   * {@value #SLICES_FOR_INTERVAL_MIN} slices hold values.
   *
   * @param seed makes the drawn slices, and so the interval, reproducible
   */
  public Figure figure(double percentile, long seed) {
    double value = millis(micros(percentile));
    int samples = (int) Math.min(total(), Integer.MAX_VALUE);
    if (counts.length < SLICES_FOR_INTERVAL_MIN) {
      return Figure.of(value, "ms", samples);
    }
    SplittableRandom random = new SplittableRandom(seed);
    long[] drawn = new long[RESAMPLES];
    for (int resample = 0; resample < RESAMPLES; resample++) {
      drawn[resample] = percentileOf(drawn(random), percentile);
    }
    Arrays.sort(drawn);
    double low = millis(drawn[(int) (0.025 * (RESAMPLES - 1))]);
    double high = millis(drawn[(int) Math.ceil(0.975 * (RESAMPLES - 1))]);
    return Figure.of(value, "ms", low, high, samples);
  }

  /**
   * The ratio of this percentile to that of another log, with the bootstrap interval of drawing the
   * slices of both; empty when one of them holds nothing.
   *
   * @param seed makes the drawn slices, and so the interval, reproducible
   */
  public Optional<Figure> ratioTo(Percentiles other, double percentile, long seed) {
    if (total() == 0 || other.total() == 0) {
      return Optional.empty();
    }
    double ratio = (double) micros(percentile) / other.micros(percentile);
    int samples = (int) Math.min(total() + other.total(), Integer.MAX_VALUE);
    if (Math.min(counts.length, other.counts.length) < SLICES_FOR_INTERVAL_MIN) {
      return Optional.of(Figure.of(ratio, "1", samples));
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] drawn = new double[RESAMPLES];
    for (int resample = 0; resample < RESAMPLES; resample++) {
      long mine = percentileOf(drawn(random), percentile);
      drawn[resample] = (double) mine / other.percentileOf(other.drawn(random), percentile);
    }
    Arrays.sort(drawn);
    double low = drawn[(int) (0.025 * (RESAMPLES - 1))];
    double high = drawn[(int) Math.ceil(0.975 * (RESAMPLES - 1))];
    return Optional.of(Figure.of(ratio, "1", low, high, samples));
  }

  /** How often each slice was drawn, with replacement. */
  private int[] drawn(SplittableRandom random) {
    int[] weights = new int[counts.length];
    for (int draw = 0; draw < counts.length; draw++) {
      weights[random.nextInt(counts.length)]++;
    }
    return weights;
  }

  private long percentileOf(int[] weights, double percentile) {
    long weighted = 0;
    for (int slice = 0; slice < counts.length; slice++) {
      weighted += totals[slice] * weights[slice];
    }
    long wanted = Math.max(1, (long) Math.ceil(weighted * percentile / 100.0));
    long passed = 0;
    for (int value = 0; value < values.length; value++) {
      for (int slice = 0; slice < counts.length; slice++) {
        passed += counts[slice][value] * weights[slice];
      }
      if (passed >= wanted) {
        return values[value];
      }
    }
    return values.length == 0 ? 0 : values[values.length - 1];
  }

  private static double millis(long micros) {
    return micros / 1e3;
  }
}
