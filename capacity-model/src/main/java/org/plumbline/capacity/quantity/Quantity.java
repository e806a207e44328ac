package org.plumbline.capacity.quantity;

/** A number that knows what it measures. Two of them compare only when they measure the same. */
public sealed interface Quantity permits Count, DataRate, DataSize, EventRate, Money, TimeSpan {

  /** The number in the base unit: B, B/s, 1/s, s or 1. */
  double inBaseUnit();

  /** What it measures, for error messages: {@code a size}, {@code a span of time} and so on. */
  String measures();

  /** The number in the unit that reads best. */
  double displayValue();

  /** The unit that reads best, for example {@code PB} or {@code messages/s}. */
  String displayUnit();

  /** Zero of the same kind. */
  Quantity nothing();

  /** For a reader: {@code 182.865 PB}, at most three decimals. */
  default String text() {
    String unit = displayUnit();
    String number = Numbers.text(displayValue());
    return unit.isEmpty() ? number : number + " " + unit;
  }

  /**
   * This quantity divided by the other.
   *
   * @throws IllegalArgumentException when the two measure different things
   */
  default double ratioTo(Quantity other) {
    requireSameMeasure(other);
    return inBaseUnit() / other.inBaseUnit();
  }

  /**
   * Whether the two differ by no more than the tolerance.
   *
   * @throws IllegalArgumentException when the three do not measure the same
   */
  default boolean isWithin(Quantity tolerance, Quantity of) {
    requireSameMeasure(tolerance);
    requireSameMeasure(of);
    // The bound belongs to the tolerance, also after binary rounding of decimal inputs.
    double slack = Math.ulp(Math.max(Math.abs(inBaseUnit()), Math.abs(of.inBaseUnit()))) * 4;
    return Math.abs(inBaseUnit() - of.inBaseUnit()) <= tolerance.inBaseUnit() + slack;
  }

  /**
   * Reads a quantity of any kind, for example {@code 100 B}, {@code 25 MB/s}, {@code 50 ms}, {@code
   * 20 billion messages} or {@code 600,000 messages/s}.
   *
   * @throws IllegalArgumentException when the text has no number, a negative one, or a unit that is
   *     unknown or ambiguous
   */
  static Quantity parse(String text) {
    return QuantityReader.read(text);
  }

  private void requireSameMeasure(Quantity other) {
    if (!measures().equals(other.measures())) {
      throw new IllegalArgumentException(
          other.text() + " (expected: " + measures() + ", to compare with " + text() + ")");
    }
  }
}
