package org.plumbline.capacity.estimate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An input that a design may state.
 *
 * @param name as it stands in a file
 * @param group what it belongs to
 * @param measure what it measures
 * @param meaning what it says
 * @param bounds what it may be, in the base unit
 * @param required whether a design must state it
 * @param fallback what is taken when a design does not state it; null when it is then calculated
 * @param source where the fallback comes from; null when there is none
 */
record InputField(
    String name,
    String group,
    Measure measure,
    String meaning,
    Bounds bounds,
    boolean required,
    @Nullable String fallback,
    @Nullable String source) {

  /**
   * The values that are allowed.
   *
   * @param least smallest one
   * @param open whether the smallest one itself is excluded
   * @param most greatest one, infinite when there is none
   */
  record Bounds(double least, boolean open, double most) {
    boolean allow(double value) {
      return (open ? value > least : value >= least) && value <= most;
    }
  }

  /** What is allowed, for documents and complaints. */
  String expectation() {
    List<String> words = new ArrayList<>();
    if (bounds.open || bounds.least > 0) {
      words.add((bounds.open ? "> " : ">= ") + trimmed(bounds.least));
    }
    if (Double.isFinite(bounds.most)) {
      words.add("<= " + trimmed(bounds.most));
    }
    return measure.shape() + (words.isEmpty() ? "" : ", " + String.join(" and ", words));
  }

  private static String trimmed(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
