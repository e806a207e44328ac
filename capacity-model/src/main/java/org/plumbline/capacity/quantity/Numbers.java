package org.plumbline.capacity.quantity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers for readers. */
public final class Numbers {
  private static final int DECIMALS = 3;
  private static final MathContext JSON_DIGITS = new MathContext(12, RoundingMode.HALF_UP);
  private static final double LARGE = 1_000;

  private Numbers() {}

  /** Three decimals at most, one above a thousand, three significant digits below one. */
  public static String text(double value) {
    if (!Double.isFinite(value)) {
      return String.valueOf(value);
    }
    BigDecimal exact = BigDecimal.valueOf(value);
    BigDecimal rounded =
        exact.abs().compareTo(BigDecimal.ONE) < 0
            ? exact.round(new MathContext(DECIMALS, RoundingMode.HALF_UP))
            : exact.setScale(Math.abs(value) < LARGE ? DECIMALS : 1, RoundingMode.HALF_UP);
    DecimalFormat format =
        new DecimalFormat("#,##0.##########", DecimalFormatSymbols.getInstance(Locale.ROOT));
    return format.format(rounded);
  }

  /** Twelve significant digits: more would only show the binary rounding of decimal inputs. */
  public static double forJson(double value) {
    return BigDecimal.valueOf(value).round(JSON_DIGITS).doubleValue();
  }

  static double notNegative(String field, double value) {
    if (!Double.isFinite(value) || value < 0) {
      throw new IllegalArgumentException(
          field + ": " + value + " (expected: a finite number >= 0)");
    }
    return value;
  }
}
