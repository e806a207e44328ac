package org.plumbline.cli.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.plumbline.capacity.evidence.Figure;

/** Figures as people read them: four digits that matter, byte counts scaled, unit behind. */
public final class Shown {
  private static final MathContext FOUR_DIGITS = new MathContext(4);
  private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

  private Shown() {}

  /** The figure's value with its unit; a count stands alone. */
  public static String figure(Figure figure) {
    return quantity(figure.value(), figure.unit());
  }

  /** The 95% interval, or an empty text when none is known. */
  public static String interval(Figure figure) {
    Double low = figure.low();
    Double high = figure.high();
    return low == null || high == null
        ? ""
        : quantity(low, figure.unit()) + " to " + quantity(high, figure.unit());
  }

  static String quantity(double value, String unit) {
    return switch (unit) {
      case "1" -> number(value);
      case "B" -> bytes(value);
      default -> number(value) + " " + unit;
    };
  }

  /** A count with thousands separated. */
  public static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** With thousands separated, and no more digits than four unless it is a whole number. */
  public static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return number((long) value);
    }
    BigDecimal rounded = new BigDecimal(value).round(FOUR_DIGITS);
    return Math.abs(value) >= 10_000
        ? String.format(Locale.ROOT, "%,.0f", rounded)
        : rounded.stripTrailingZeros().toPlainString();
  }

  /** Decimal units, as the documents use them. */
  public static String bytes(double value) {
    int unit = 0;
    double scaled = value;
    while (Math.abs(scaled) >= 1_000 && unit < BYTE_UNITS.length - 1) {
      scaled /= 1_000;
      unit++;
    }
    return number(unit == 0 ? scaled : round(scaled)) + " " + BYTE_UNITS[unit];
  }

  /** Seconds, or minutes and seconds from a hundred seconds up. */
  public static String seconds(double seconds) {
    return seconds < 100
        ? String.format(Locale.ROOT, "%.1f s", seconds)
        : String.format(Locale.ROOT, "%d min %02d s", (long) seconds / 60, (long) seconds % 60);
  }

  /** How many times, for example {@code 2.99x}. */
  public static String ratio(double ratio) {
    return new BigDecimal(ratio).round(new MathContext(3)).stripTrailingZeros().toPlainString()
        + "x";
  }

  /** A snake_case name as words. */
  public static String words(String name) {
    return name.replace('_', ' ');
  }

  /** The title of an evidence id: its last part as words. */
  public static String title(String evidenceId) {
    String last = evidenceId.substring(evidenceId.indexOf('.') + 1);
    String words = words(last).replace('.', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static double round(double value) {
    return new BigDecimal(value).round(FOUR_DIGITS).doubleValue();
  }
}
