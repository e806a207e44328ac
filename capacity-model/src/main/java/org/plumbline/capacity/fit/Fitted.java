package org.plumbline.capacity.fit;

import org.jspecify.annotations.Nullable;

/**
 * A fitted number with its 95% interval.
 *
 * @param value the estimate; finite
 * @param low lower bound, or null where too few points were left to tell
 * @param high upper bound, or null where too few points were left to tell
 */
public record Fitted(double value, @Nullable Double low, @Nullable Double high) {

  public Fitted {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("value: " + value + " (expected: a finite number)");
    }
    if ((low == null) != (high == null)) {
      throw new IllegalArgumentException(
          "low: " + low + ", high: " + high + " (expected: both or neither)");
    }
  }

  /** The estimate and as much to both sides; without an interval when the width is not finite. */
  public static Fitted around(double value, double halfWidth) {
    return Double.isFinite(halfWidth)
        ? new Fitted(value, value - halfWidth, value + halfWidth)
        : new Fitted(value, null, null);
  }

  /** Whether the interval is known and holds the number. */
  public boolean holds(double number) {
    Double from = low;
    Double to = high;
    return from != null && to != null && from <= number && number <= to;
  }

  /** From the lower to the upper bound; NaN without an interval. */
  public double width() {
    Double from = low;
    Double to = high;
    return from == null || to == null ? Double.NaN : to - from;
  }
}
