package org.plumbline.simulations.measure;

import java.util.List;
import java.util.SortedMap;
import org.plumbline.capacity.evidence.Figure;

/**
 * Ratios of two sides that were measured in turn within one run: their median and their spread.
 *
 * <p>The interval from the least to the largest of n ratios holds the median with probability 1 -
 * 2^(1-n) (the sign test: D. F. Bauer, Constructing confidence sets using rank statistics, JASA 67,
 * 1972), so from six pairs on it is at least a 95% interval. Fewer pairs give no interval.
 */
public final class PairedRatios {

  /** Pairs from which on the spread is a 95% interval. */
  static final int PAIRS_FOR_INTERVAL_MIN = 6;

  private final List<Double> ratios;

  /** Takes the ratios, one of each pair. */
  public PairedRatios(List<Double> ratios) {
    this.ratios = ratios.stream().sorted().toList();
  }

  /**
   * Adds the median as {@code NAME}, and the spread as {@code NAME_least} and {@code NAME_most};
   * nothing when there is no ratio.
   */
  public void addTo(SortedMap<String, Figure> figures, String name) {
    if (ratios.isEmpty()) {
      return;
    }
    int count = ratios.size();
    double least = ratios.getFirst();
    double most = ratios.getLast();
    figures.put(
        name,
        count < PAIRS_FOR_INTERVAL_MIN
            ? Figure.of(median(), "1", count)
            : Figure.of(median(), "1", least, most, count));
    figures.put(name + "_least", Figure.of(least, "1", count));
    figures.put(name + "_most", Figure.of(most, "1", count));
  }

  private double median() {
    int middle = ratios.size() / 2;
    return ratios.size() % 2 == 1
        ? ratios.get(middle)
        : (ratios.get(middle - 1) + ratios.get(middle)) / 2;
  }
}
