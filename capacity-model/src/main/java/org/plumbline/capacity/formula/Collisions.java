package org.plumbline.capacity.formula;

/** Keys that are not unique: what is overwritten when two rows get the same one. */
public final class Collisions {
  private Collisions() {}

  /**
   * The chance that at least two of {@code messages}, spread evenly over {@code slots} key values,
   * share one: the birthday problem, 1 - product of (1 - i / slots).
   */
  public static double chanceOfAny(int messages, int slots) {
    double allDifferent = 1;
    for (int i = 1; i < messages; i++) {
      allDifferent *= 1 - (double) i / slots;
    }
    return 1 - allDifferent;
  }

  /** Messages less the expected number of different keys: slots x (1 - (1 - 1/slots)^messages). */
  public static double expectedOverwritten(int messages, int slots) {
    double distinct = slots * (1 - Math.pow(1 - 1.0 / slots, messages));
    return messages - distinct;
  }
}
