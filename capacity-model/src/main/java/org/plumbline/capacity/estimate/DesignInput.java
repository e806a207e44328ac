package org.plumbline.capacity.estimate;

import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * An input of one design.
 *
 * @param field which one
 * @param text as it was written
 * @param source where it comes from
 * @param line in the file; 0 when it does not stand there
 * @param spread what it may be; null when it follows another input
 * @param follows the input that it follows; null when it stands for itself
 */
record DesignInput(
    InputField field,
    String text,
    String source,
    int line,
    @Nullable Spread spread,
    @Nullable Follows follows) {

  /**
   * Another input, and by what it is multiplied.
   *
   * @param name the other input
   */
  record Follows(String name, double factor) {}

  /** A value that the spread allows, for an input that stands for itself. */
  double chosen(ToDoubleFunction<Spread> choice) {
    Spread own = spread;
    if (own == null) {
      throw new IllegalStateException(field.name() + " follows another input");
    }
    return choice.applyAsDouble(own);
  }

  boolean isUncertain() {
    return spread != null && !spread.isExact();
  }
}
