package org.plumbline.capacity.quantity;

/**
 * How many of something, or a plain ratio.
 *
 * @param value at least 0; may be a fraction, since averages are
 * @param what what is counted, in the plural; empty for a ratio
 */
public record Count(double value, String what) implements Quantity {
  private static final String EXPECTED = "a count such as 500 million, 50_000 or 0.2";

  public Count {
    Numbers.notNegative("value", value);
  }

  /** Reads a count, for example {@code 500 million users}, {@code 50_000} or {@code 0.2}. */
  public static Count parse(String text) {
    return QuantityReader.readAs(Count.class, text, EXPECTED);
  }

  /** A plain ratio. */
  public static Count ratio(double value) {
    return new Count(value, "");
  }

  public Count times(double factor) {
    return new Count(value * factor, what);
  }

  public EventRate per(TimeSpan span) {
    return new EventRate(value / span.seconds(), what);
  }

  @Override
  public double inBaseUnit() {
    return value;
  }

  @Override
  public String measures() {
    return "a count";
  }

  @Override
  public Count nothing() {
    return new Count(0, what);
  }

  @Override
  public double displayValue() {
    return switch (scale()) {
      case "billion" -> value / 1e9;
      case "million" -> value / 1e6;
      default -> value;
    };
  }

  @Override
  public String displayUnit() {
    return (scale() + " " + what).strip();
  }

  private String scale() {
    if (value >= 1e9) {
      return "billion";
    }
    return value >= 1e6 ? "million" : "";
  }
}
