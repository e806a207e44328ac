package org.plumbline.capacity.judge;

import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.quantity.Numbers;
import org.plumbline.capacity.quantity.Quantity;

/**
 * What is claimed or found, for a reader and, where it is one number, for a program.
 *
 * @param value the number in {@code unit}, or null when the text holds no single number
 * @param unit the unit, or null when {@code value} is
 * @param text for a reader, for example {@code 182.865 PB}
 */
public record Amount(@Nullable Double value, @Nullable String unit, String text) {

  static Amount of(Quantity quantity) {
    return new Amount(
        Numbers.forJson(quantity.displayValue()), quantity.displayUnit(), quantity.text());
  }

  static Amount text(String text) {
    return new Amount(null, null, text);
  }

  @Override
  public String toString() {
    return text;
  }
}
