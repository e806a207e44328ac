package org.plumbline.simulations.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Looks for the highest rate that is sustained: up in steps until one is not, then between the two
 * until they are near each other, by the geometric mean. A rate below the first is looked for where
 * that is too high. Shared machines stall: a rate that was not sustained is tried once more, and
 * once again in the end, when all below it was found to be; if it is sustained then, the search
 * goes on above it.
 */
public final class RateSearch {

  /**
   * How the search goes.
   *
   * @param first the first rate, a second
   * @param up from one step to the next; &gt; 1
   * @param down by which a first rate that is too high is divided; &gt; 1
   * @param near ends the search: the ratio of the two bounds; &gt; 1, at most {@code up}
   * @param stepsMax how many rates are tried at most, repeats included
   * @param rateMax no higher rate is offered
   */
  public record Plan(
      double first, double up, double down, double near, int stepsMax, double rateMax) {
    public Plan {
      require(first > 0, "first", first, "> 0");
      require(up > 1, "up", up, "> 1");
      require(down > 1, "down", down, "> 1");
      require(near > 1 && near <= up, "near", near, "> 1, <= " + up);
      require(stepsMax >= 1, "stepsMax", stepsMax, ">= 1");
      require(rateMax >= first, "rateMax", rateMax, ">= " + first);
    }

    private static void require(boolean holds, String field, Number value, String expected) {
      if (!holds) {
        throw new IllegalArgumentException(field + ": " + value + " (expected: " + expected + ")");
      }
    }
  }

  /**
   * One rate that was tried.
   *
   * @param perSecond messages
   * @param sustained whether it kept the caller's goal
   */
  public record Step(double perSecond, boolean sustained) {}

  /** How often a rate is tried before its failure is believed for good. */
  private static final int TRIES = 3;

  private final Plan plan;
  private final List<Step> steps = new ArrayList<>();
  private double sustained;
  private double broken = Double.POSITIVE_INFINITY;

  public RateSearch(Plan plan) {
    this.plan = plan;
  }

  /** The rate to try; empty when there is no need to try another one. */
  public OptionalDouble next() {
    if (steps.size() == plan.stepsMax || sustained >= plan.rateMax) {
      return OptionalDouble.empty();
    }
    if (steps.isEmpty()) {
      return OptionalDouble.of(plan.first);
    }
    if (isDoubtful()) {
      return OptionalDouble.of(steps.getLast().perSecond());
    }
    if (sustained == 0) {
      return OptionalDouble.of(broken / plan.down);
    }
    if (Double.isInfinite(broken)) {
      return OptionalDouble.of(Math.min(plan.rateMax, sustained * plan.up));
    }
    if (broken / sustained >= plan.near) {
      return OptionalDouble.of(Math.sqrt(sustained * broken));
    }
    return tries(broken) < TRIES ? OptionalDouble.of(broken) : OptionalDouble.empty();
  }

  /** What became of a rate. */
  public void tell(double perSecond, boolean held) {
    steps.add(new Step(perSecond, held));
    if (held) {
      sustained = Math.max(sustained, perSecond);
      if (broken <= sustained) {
        broken = Double.POSITIVE_INFINITY;
      }
    } else if (!isDoubtful()) {
      broken = Math.min(broken, perSecond);
    }
  }

  /** Whether the last rate was not sustained and was tried once alone. */
  private boolean isDoubtful() {
    Step last = steps.getLast();
    return !last.sustained() && tries(last.perSecond()) == 1;
  }

  private long tries(double perSecond) {
    return steps.stream().filter(step -> step.perSecond() == perSecond).count();
  }

  /** The highest rate that was sustained; 0 when none was. */
  public double sustained() {
    return sustained;
  }

  /** The lowest rate above it that was not; infinite when there is none. */
  public double broken() {
    return broken;
  }

  /** Whether a higher rate was tried and not sustained; else the search ended too early. */
  public boolean isBounded() {
    return Double.isFinite(broken);
  }

  /** What was tried, in order. */
  public List<Step> steps() {
    return List.copyOf(steps);
  }
}
