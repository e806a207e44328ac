package org.plumbline.simulations.maximum;

import java.time.Duration;
import java.util.List;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.measure.RateSearch;

/**
 * How much of it, by profile.
 *
 * @param pairs of friends who write to one another
 * @param warmingSteps at how many rates, each twice the one before, the nodes are warmed before the
 *     search; the first is the search's first
 * @param warming how long they are warmed at each
 * @param settling how long each rate is offered before anything is recorded
 * @param step how long a rate is recorded while it is searched and confirmed
 * @param levelLength the same for the levels that become figures
 * @param floorLength of each measurement of a floor, and of its warm-up
 */
record MaximumPlan(
    int pairs,
    int warmingSteps,
    Duration warming,
    Duration settling,
    Duration step,
    Duration levelLength,
    Duration floorLength,
    RateSearch.Plan search,
    Confirmation.Plan confirmation) {

  /** The levels that become figures, in hundredths of the maximum; the half load is one more. */
  static final List<Integer> LEVELS = List.of(20, 40, 60, 80, 100);

  static final int HALF = 50;

  /** In how many slices a recorded part is cut, for intervals. */
  static final int SLICES = 10;

  /** Far above what two cores carry: the search ends there, should nothing else end it. */
  private static final double RATE_MAX = 50_000;

  static MaximumPlan of(LoadProfile profile) {
    return switch (profile.name()) {
      case "full" ->
          new MaximumPlan(
              500,
              4,
              Duration.ofSeconds(20),
              Duration.ofSeconds(2),
              Duration.ofSeconds(6),
              Duration.ofSeconds(15),
              Duration.ofSeconds(6),
              new RateSearch.Plan(400, 1.5, 1.5, 1.04, 24, RATE_MAX),
              new Confirmation.Plan(6, 0.92, 5));
      case "quick" ->
          new MaximumPlan(
              200,
              4,
              Duration.ofSeconds(12),
              Duration.ofSeconds(2),
              Duration.ofSeconds(4),
              Duration.ofSeconds(8),
              Duration.ofSeconds(4),
              new RateSearch.Plan(400, 1.5, 1.5, 1.08, 18, RATE_MAX),
              new Confirmation.Plan(3, 0.9, 4));
      default ->
          new MaximumPlan(
              20,
              1,
              Duration.ofSeconds(3),
              Duration.ofSeconds(1),
              Duration.ofSeconds(2),
              Duration.ofSeconds(2),
              Duration.ofSeconds(1),
              new RateSearch.Plan(50, 2, 2, 1.5, 4, 200),
              new Confirmation.Plan(1, 0.5, 2));
    };
  }
}
