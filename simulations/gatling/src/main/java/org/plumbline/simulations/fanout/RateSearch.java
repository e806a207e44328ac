package org.plumbline.simulations.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Looks for the highest rate that is sustained: up in steps until one is not, then between the two
 * until they are near each other. A rate below the first is looked for where that is too high. One
 * stall of a shared machine must not end the search: a rate that was not sustained is tried once
 * more.
 */
final class RateSearch {

  /**
   * One rate that was tried.
   *
   * @param perSecond messages
   * @param sustained whether all were delivered, the last member's in time
   */
  record Step(double perSecond, boolean sustained) {}

  private static final double UP = 1.6;
  private static final double DOWN = 3;

  /** Nearer than this the two bounds say the same. */
  private static final double NEAR = 1.2;

  private final double first;
  private final int stepsMax;
  private final List<Step> steps = new ArrayList<>();
  private double sustained;
  private double broken = Double.POSITIVE_INFINITY;

  /**
   * Begins with that rate.
   *
   * @param stepsMax how many rates are tried at most
   */
  RateSearch(double first, int stepsMax) {
    if (!(first > 0) || stepsMax < 1) {
      throw new IllegalArgumentException(
          "first: " + first + ", stepsMax: " + stepsMax + " (expected: both above 0)");
    }
    this.first = first;
    this.stepsMax = stepsMax;
  }

  /** The rate to try; empty when there is no need to try another one. */
  OptionalDouble next() {
    if (steps.size() == stepsMax) {
      return OptionalDouble.empty();
    }
    if (steps.isEmpty()) {
      return OptionalDouble.of(first);
    }
    if (isDoubtful()) {
      return OptionalDouble.of(steps.getLast().perSecond());
    }
    if (sustained == 0) {
      return OptionalDouble.of(broken / DOWN);
    }
    if (Double.isInfinite(broken)) {
      return OptionalDouble.of(sustained * UP);
    }
    return broken / sustained < NEAR
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.sqrt(sustained * broken));
  }

  /** What became of a rate. */
  void tell(double perSecond, boolean held) {
    steps.add(new Step(perSecond, held));
    if (held) {
      sustained = Math.max(sustained, perSecond);
    } else if (!isDoubtful()) {
      broken = Math.min(broken, perSecond);
    }
  }

  /** Whether the last rate was not sustained and was tried once alone. */
  private boolean isDoubtful() {
    Step last = steps.getLast();
    return !last.sustained()
        && steps.stream().filter(step -> step.perSecond() == last.perSecond()).count() == 1;
  }

  /** The highest rate that was sustained; 0 when none was. */
  double sustained() {
    return sustained;
  }

  /** Whether a higher rate was tried and not sustained; else the search ended too early. */
  boolean isBounded() {
    return Double.isFinite(broken);
  }

  /** What was tried, in order. */
  List<Step> steps() {
    return List.copyOf(steps);
  }
}
