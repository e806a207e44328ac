package org.plumbline.simulations.measure;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;

/**
 * A line that a 99th percentile has to stay under, with its whole interval; one that holds the line
 * decides nothing.
 *
 * @param finding its id, with the limit in it: {@code delivery_p99_under_50_ms}
 * @param limitMillis the line
 */
public record LatencyLine(String finding, double limitMillis) {

  /**
   * Judges a percentile.
   *
   * @param p99 in milliseconds, or null when nothing was measured
   * @param passedLimits what the generator passed, as {@link SaturationRule#passedLimits} says
   */
  public Finding judge(@Nullable Figure p99, List<String> passedLimits) {
    if (p99 == null) {
      return Finding.of(finding, Outcome.UNKNOWN, "No delivery was measured.");
    }
    String measured =
        String.format(Locale.ROOT, "p99 is %.1f ms (95%% interval %s)", p99.value(), interval(p99));
    if (!passedLimits.isEmpty()) {
      return Finding.of(finding, Outcome.UNKNOWN, measured + ", but the generator was saturated.");
    }
    Double low = p99.low();
    Double high = p99.high();
    if (low == null || high == null) {
      return Finding.of(finding, Outcome.UNKNOWN, measured + ": too few slices of the run.");
    }
    if (high < limitMillis) {
      return Finding.of(finding, Outcome.HELD, measured + ".");
    }
    return low >= limitMillis
        ? Finding.of(finding, Outcome.BROKEN, measured + ".")
        : Finding.of(
            finding,
            Outcome.UNKNOWN,
            String.format(
                Locale.ROOT, "%s: the interval holds the line of %.0f ms.", measured, limitMillis));
  }

  private static String interval(Figure figure) {
    Double low = figure.low();
    Double high = figure.high();
    return low == null || high == null
        ? "unknown"
        : String.format(Locale.ROOT, "%.1f to %.1f", low, high);
  }
}
