package org.plumbline.simulations.floor;

import java.util.List;
import java.util.SortedMap;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.floors.Spread;

/** Repeated measurements as figures: the median, with the least and the greatest of them. */
public final class FloorFigures {

  /** From so many repeats on, least and greatest are a 95% interval of the median. */
  static final int REPEATS_FOR_INTERVAL_MIN = 6;

  private FloorFigures() {}

  /**
   * Adds {@code NAME}, {@code NAME_least} and {@code NAME_most}; nothing for no values. The median
   * has the two as its interval from six repeats on (see {@link Spread}).
   */
  public static void add(
      SortedMap<String, Figure> figures, String name, List<Double> values, String unit) {
    if (values.isEmpty()) {
      return;
    }
    Spread spread = Spread.of(values);
    int repeats = spread.repeats();
    figures.put(
        name,
        repeats < REPEATS_FOR_INTERVAL_MIN
            ? Figure.of(spread.median(), unit, repeats)
            : Figure.of(spread.median(), unit, spread.least(), spread.greatest(), repeats));
    figures.put(name + "_least", Figure.of(spread.least(), unit, repeats));
    figures.put(name + "_most", Figure.of(spread.greatest(), unit, repeats));
  }
}
