package org.plumbline.capacity.quantity;

/**
 * A span of time; unlike {@link java.time.Duration} it divides and multiplies by fractions.
 *
 * @param seconds at least 0
 */
public record TimeSpan(double seconds) implements Quantity {
  public static final TimeSpan SECOND = new TimeSpan(1);
  public static final TimeSpan HOUR = new TimeSpan(3_600);

  /** 86,400 seconds, as all five documents count it. */
  public static final TimeSpan DAY = new TimeSpan(86_400);

  /** 365 days, as all five documents count it. */
  public static final TimeSpan YEAR = DAY.times(365);

  private static final String EXPECTED = "a span of time such as 50 ms, 30 s, 1 day or 5 years";

  public TimeSpan {
    Numbers.notNegative("seconds", seconds);
  }

  /** Reads a span of time, for example {@code 50 ms}, {@code 30 s} or {@code 1 year}. */
  public static TimeSpan parse(String text) {
    return QuantityReader.readAs(TimeSpan.class, text, EXPECTED);
  }

  public static TimeSpan ofMillis(double millis) {
    return new TimeSpan(millis / 1_000);
  }

  public static TimeSpan ofDays(double days) {
    return DAY.times(days);
  }

  public TimeSpan times(double factor) {
    return new TimeSpan(seconds * factor);
  }

  public double millis() {
    return seconds * 1_000;
  }

  public double days() {
    return seconds / DAY.seconds;
  }

  public double years() {
    return seconds / YEAR.seconds;
  }

  @Override
  public double inBaseUnit() {
    return seconds;
  }

  @Override
  public String measures() {
    return "a span of time";
  }

  @Override
  public TimeSpan nothing() {
    return new TimeSpan(0);
  }

  @Override
  public double displayValue() {
    return switch (displayUnit()) {
      case "year", "years" -> years();
      case "day", "days" -> days();
      case "s" -> seconds;
      case "ms" -> millis();
      default -> seconds * 1e6;
    };
  }

  @Override
  public String displayUnit() {
    if (seconds >= 365.0 * 86_400) {
      return years() == 1 ? "year" : "years";
    }
    if (seconds >= 86_400) {
      return days() == 1 ? "day" : "days";
    }
    if (seconds >= 1 || seconds == 0) {
      return "s";
    }
    return seconds >= 1e-3 ? "ms" : "us";
  }
}
