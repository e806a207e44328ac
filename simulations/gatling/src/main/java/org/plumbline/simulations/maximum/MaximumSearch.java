package org.plumbline.simulations.maximum;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.plumbline.simulations.measure.RateSearch;

/**
 * Finds the highest sustained rate, and what breaks above it. A rate that kept the goal by luck is
 * left to the confirmation.
 */
final class MaximumSearch {

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

  private final RateSearch search;
  private final Goal goal;

  MaximumSearch(RateSearch.Plan plan, Goal goal) {
    this.search = new RateSearch(plan);
    this.goal = goal;
  }

  /** Searches; once an object. */
  <E extends Exception> Result run(Probe<E> probe) throws E, InterruptedException {
    List<Step> steps = new ArrayList<>();
    for (OptionalDouble rate = search.next(); rate.isPresent(); rate = search.next()) {
      Level level = probe.measure(rate.getAsDouble());
      Step step = new Step(level, goal.limit(level));
      steps.add(step);
      search.tell(rate.getAsDouble(), step.limit() == Goal.Limit.NONE);
    }
    Optional<Double> kept =
        search.sustained() > 0 ? Optional.of(search.sustained()) : Optional.empty();
    Optional<Double> broke = search.isBounded() ? Optional.of(search.broken()) : Optional.empty();
    return new Result(kept, broke, limitAt(broke, steps), steps);
  }

  private static Goal.Limit limitAt(Optional<Double> broke, List<Step> steps) {
    return broke.stream()
        .flatMap(rate -> steps.stream().filter(step -> step.level().offered() == rate))
        .map(Step::limit)
        .filter(limit -> limit != Goal.Limit.NONE)
        .findFirst()
        .orElse(Goal.Limit.NONE);
  }
}
