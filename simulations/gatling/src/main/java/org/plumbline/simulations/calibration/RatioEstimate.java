package org.plumbline.simulations.calibration;

import java.util.List;
import org.plumbline.capacity.evidence.Figure;

/**
 * The ratio of two sums over slices of a run, such as processor time per message, with its 95%
 * interval (W. G. Cochran, Sampling Techniques, 3rd edition, 1977, section 6.4): the spread of the
 * slices around the common ratio, with Student's t.
 */
public final class RatioEstimate {

  /** Student's t, two-sided 95%, for 1 to 30 degrees of freedom. */
  private static final double[] T = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042
  };

  private static final double T_LARGE = 1.96;

  /** What one slice adds to both sums. */
  public record Slice(double above, double below) {}

  private RatioEstimate() {}

  /**
   * The ratio as a figure; without an interval when there are fewer than three slices.
   *
   * @param slices at least one with something below
   */
  public static Figure of(List<Slice> slices, String unit) {
    double above = slices.stream().mapToDouble(Slice::above).sum();
    double below = slices.stream().mapToDouble(Slice::below).sum();
    if (!(below > 0)) {
      throw new IllegalArgumentException("slices: " + slices + " (expected: something below)");
    }
    double ratio = above / below;
    int count = slices.size();
    if (count < 3) {
      return Figure.of(ratio, unit, count);
    }
    double squares = 0;
    for (Slice slice : slices) {
      double residual = slice.above() - ratio * slice.below();
      squares += residual * residual;
    }
    double meanBelow = below / count;
    double error = Math.sqrt(squares / ((double) count * (count - 1))) / meanBelow;
    double half = studentT(count - 1) * error;
    return Figure.of(ratio, unit, ratio - half, ratio + half, count);
  }

  /** The mean of repeated measurements with its interval. */
  static Figure mean(List<Double> values, String unit) {
    return of(values.stream().map(value -> new Slice(value, 1)).toList(), unit);
  }

  static double studentT(int degrees) {
    return degrees <= T.length ? T[degrees - 1] : T_LARGE;
  }
}
