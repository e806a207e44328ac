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

  private Numbers() {}

  /** At most three decimals, or three significant digits below one; thousands are grouped. */
  public static String text(double value) {
    if (!Double.isFinite(value)) {
      return String.valueOf(value);
    }
    BigDecimal exact = BigDecimal.valueOf(value);
    BigDecimal rounded =
        exact.abs().compareTo(BigDecimal.ONE) < 0
            ? exact.round(new MathContext(DECIMALS, RoundingMode.HALF_UP))
            : exact.setScale(DECIMALS, RoundingMode.HALF_UP);
    DecimalFormat format =
        new DecimalFormat("#,##0.##########", DecimalFormatSymbols.getInstance(Locale.ROOT));
    return format.format(rounded);
  }

  static double notNegative(String field, double value) {
    if (!Double.isFinite(value) || value < 0) {
      throw new IllegalArgumentException(
          field + ": " + value + " (expected: a finite number >= 0)");
    }
    return value;
  }
}
