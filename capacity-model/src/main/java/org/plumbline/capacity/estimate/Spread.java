package org.plumbline.capacity.estimate;

import org.apache.commons.math3.distribution.RealDistribution;
import org.jspecify.annotations.Nullable;

/**
 * What an input's value may be, in its base unit: one number, or a distribution between the bounds
 * of its field.
 *
 * @param text as it was written
 * @param centre the best single value
 * @param distribution null when there is only the one value
 * @param bounds beyond which the distribution is cut off
 */
record Spread(
    String text, double centre, @Nullable RealDistribution distribution, InputField.Bounds bounds) {

  static Spread exactly(String text, double value, InputField.Bounds bounds) {
    return new Spread(text, value, null, bounds);
  }

  boolean isExact() {
    return distribution == null;
  }

  /** The value that a share {@code probability} of the allowed values does not exceed. */
  double quantile(double probability) {
    RealDistribution spread = distribution;
    if (spread == null) {
      return centre;
    }
    double least = spread.cumulativeProbability(bounds.least());
    double most = spread.cumulativeProbability(bounds.most());
    double value = spread.inverseCumulativeProbability(least + probability * (most - least));
    return Math.clamp(value, bounds.least(), bounds.most());
  }
}
