package org.plumbline.simulations.maximum;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the highest sustained rate: geometric steps up to the first rate that breaks the goal, then
 * bisection between the last that kept it and the first that broke it, by the geometric mean. One
 * stall of a shared machine must not end the search: a level that broke is measured once more, and
 * the better one counts. A rate that kept the goal by luck is left to the confirmation.
 */
final class MaximumSearch {

  /**
   * How the search goes.
   *
   * @param first the first rate, in messages a second
   * @param factor from one step to the next; &gt; 1
   * @param precision ends the bisection: the ratio of the two ends; &gt; 1, at most the factor
   * @param stepsMax how many levels are measured at most, repeats included
   * @param rateMax no higher rate is offered
   */
  record Plan(double first, double factor, double precision, int stepsMax, double rateMax) {
    Plan {
      if (!(first > 0)) {
        throw new IllegalArgumentException("first: " + first + " (expected: > 0)");
      }
      if (!(factor > 1)) {
        throw new IllegalArgumentException("factor: " + factor + " (expected: > 1)");
      }
      if (!(precision > 1 && precision <= factor)) {
        throw new IllegalArgumentException(
            "precision: " + precision + " (expected: > 1, <= " + factor + ")");
      }
      if (stepsMax < 1) {
        throw new IllegalArgumentException("stepsMax: " + stepsMax + " (expected: >= 1)");
      }
      if (!(rateMax >= first)) {
        throw new IllegalArgumentException("rateMax: " + rateMax + " (expected: >= " + first + ")");
      }
    }
  }

  /** Measures a rate; the failures are the caller's. */
  interface Probe<E extends Exception> {
    Level measure(double rate) throws E, InterruptedException;
  }

  /** One measured level and what it broke. */
  record Step(Level level, Goal.Limit limit) {}

  /**
   * What was found.
   *
   * @param kept the highest rate that kept the goal; empty when none did
   * @param broke the lowest rate above it that broke the goal; empty when none did
   * @param limit what broke there; {@code NONE} when nothing did
   * @param steps all levels in the order of their measurement
   */
  record Result(Optional<Double> kept, Optional<Double> broke, Goal.Limit limit, List<Step> steps) {
    Result {
      steps = List.copyOf(steps);
    }
  }

  private final Plan plan;
  private final Goal goal;
  private final List<Step> steps = new ArrayList<>();
  private double kept = Double.NaN;
  private double broke = Double.NaN;
  private Goal.Limit limit = Goal.Limit.NONE;

  MaximumSearch(Plan plan, Goal goal) {
    this.plan = plan;
    this.goal = goal;
  }

  /** Searches; once an object. */
  <E extends Exception> Result run(Probe<E> probe) throws E, InterruptedException {
    climb(probe);
    descend(probe);
    bisect(probe);
    return new Result(given(kept), given(broke), limit, steps);
  }

  private <E extends Exception> void climb(Probe<E> probe) throws E, InterruptedException {
    double rate = plan.first;
    while (mayStep()) {
      if (!keeps(probe, rate) || rate >= plan.rateMax) {
        return;
      }
      rate = Math.min(plan.rateMax, rate * plan.factor);
    }
  }

  /** Where even the first rate was too much. */
  private <E extends Exception> void descend(Probe<E> probe) throws E, InterruptedException {
    while (Double.isNaN(kept) && mayStep()) {
      boolean _ = keeps(probe, broke / plan.factor);
    }
  }

  private <E extends Exception> void bisect(Probe<E> probe) throws E, InterruptedException {
    while (!Double.isNaN(kept)
        && !Double.isNaN(broke)
        && broke / kept > plan.precision
        && mayStep()) {
      boolean _ = keeps(probe, Math.sqrt(kept * broke));
    }
  }

  private <E extends Exception> boolean keeps(Probe<E> probe, double rate)
      throws E, InterruptedException {
    Step step = measure(probe, rate);
    if (step.limit != Goal.Limit.NONE && mayStep()) {
      Step again = measure(probe, rate);
      step = again.limit == Goal.Limit.NONE ? again : step;
    }
    if (step.limit == Goal.Limit.NONE) {
      kept = rate;
      return true;
    }
    broke = rate;
    limit = step.limit;
    return false;
  }

  private <E extends Exception> Step measure(Probe<E> probe, double rate)
      throws E, InterruptedException {
    Level level = probe.measure(rate);
    Step step = new Step(level, goal.limit(level));
    steps.add(step);
    return step;
  }

  private boolean mayStep() {
    return steps.size() < plan.stepsMax;
  }

  private static Optional<Double> given(double rate) {
    return Double.isNaN(rate) ? Optional.empty() : Optional.of(rate);
  }
}
