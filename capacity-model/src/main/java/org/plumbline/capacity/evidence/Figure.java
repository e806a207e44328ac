package org.plumbline.capacity.evidence;

import org.jspecify.annotations.Nullable;

/**
 * One measured figure with its unit, its 95% interval where one is known, and how many samples it
 * rests on.
 *
 * @param value the figure itself; finite
 * @param unit UCUM-like text: {@code ms}, {@code us}, {@code s}, {@code B}, {@code 1} for counts
 *     and ratios, {@code 1/s}
 * @param low lower bound of the 95% interval, or null when none is known
 * @param high upper bound of the 95% interval, or null when none is known
 * @param samples how many samples the figure rests on; 0 when that has no meaning
 */
public record Figure(
    double value, String unit, @Nullable Double low, @Nullable Double high, int samples) {

  public Figure {
    Fields.finite("value", value);
    Fields.text("unit", unit);
    if (low != null) {
      Fields.finite("low", low);
    }
    if (high != null) {
      Fields.finite("high", high);
    }
    if ((low == null) != (high == null)) {
      throw new IllegalArgumentException(
          "low: " + low + ", high: " + high + " (expected: both or neither)");
    }
    if (low != null && high != null && low > high) {
      throw new IllegalArgumentException("low: " + low + " (expected: <= high " + high + ")");
    }
    if (samples < 0) {
      throw new IllegalArgumentException("samples: " + samples + " (expected: >= 0)");
    }
  }

  /** A figure without an interval, for example a count. */
  public static Figure of(double value, String unit, int samples) {
    return new Figure(value, unit, null, null, samples);
  }

  /** A figure with its 95% interval. */
  public static Figure of(double value, String unit, double low, double high, int samples) {
    return new Figure(value, unit, low, high, samples);
  }

  /** A dimensionless count, its own only sample. */
  public static Figure count(long value) {
    return new Figure(value, "1", null, null, 1);
  }
}
