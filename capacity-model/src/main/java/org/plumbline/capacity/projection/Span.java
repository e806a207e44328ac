package org.plumbline.capacity.projection;

import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.quantity.Numbers;
import org.plumbline.capacity.quantity.Quantity;

/**
 * A projected quantity with the 95% interval that it inherits from the measured figure.
 *
 * @param value the number in {@code unit}
 * @param low lower bound in the same unit, or null when the figure has no interval
 * @param high upper bound in the same unit, or null when the figure has no interval
 * @param unit the unit that reads best
 * @param text for a reader, with the interval
 */
public record Span(
    double value, @Nullable Double low, @Nullable Double high, String unit, String text) {

  /** Puts the figure and the bounds of its interval through a formula that rises with its input. */
  static Span of(Figure figure, DoubleFunction<? extends Quantity> formula) {
    Quantity value = formula.apply(figure.value());
    Double figureLow = figure.low();
    Double figureHigh = figure.high();
    if (figureLow == null || figureHigh == null) {
      return exactly(value);
    }
    Quantity low = formula.apply(figureLow);
    Quantity high = formula.apply(figureHigh);
    double scale = value.inBaseUnit() == 0 ? 1 : value.displayValue() / value.inBaseUnit();
    return new Span(
        Numbers.forJson(value.displayValue()),
        Numbers.forJson(low.inBaseUnit() * scale),
        Numbers.forJson(high.inBaseUnit() * scale),
        value.displayUnit(),
        value.text() + " (" + low.text() + " to " + high.text() + ")");
  }

  static Span exactly(Quantity value) {
    return new Span(
        Numbers.forJson(value.displayValue()), null, null, value.displayUnit(), value.text());
  }

  /** Whether the two intervals have a point in common; both must have the same unit. */
  boolean overlaps(Span other) {
    return lowest() <= other.highest() && other.lowest() <= highest();
  }

  private double lowest() {
    return low == null ? value : low;
  }

  private double highest() {
    return high == null ? value : high;
  }
}
