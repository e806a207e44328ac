package org.plumbline.simulations.maximum;

import java.util.ArrayList;
import java.util.List;

/**
 * Measures a found rate again and again, in turn with the floors (A B B A: floor, messenger,
 * messenger, floor), so that a machine that slows down meanwhile slows both. A rate that does not
 * keep its goal in three quarters of the measurements is lowered, and its confirmation begins anew.
 */
final class Confirmation {

  /** The part of the measurements that must keep the goal. */
  static final double KEPT_SHARE_MIN = 0.75;

  /**
   * How it is confirmed.
   *
   * @param blocks of floor, messenger, messenger, floor; at least one
   * @param lower by what an unconfirmed rate is multiplied; 0 to 1
   * @param triesMax how many rates are tried
   */
  record Plan(int blocks, double lower, int triesMax) {
    Plan {
      if (blocks < 1) {
        throw new IllegalArgumentException("blocks: " + blocks + " (expected: >= 1)");
      }
      if (!(lower > 0 && lower < 1)) {
        throw new IllegalArgumentException("lower: " + lower + " (expected: > 0, < 1)");
      }
      if (triesMax < 1) {
        throw new IllegalArgumentException("triesMax: " + triesMax + " (expected: >= 1)");
      }
    }
  }

  /** The rates of the floors at one moment, in messages a second. */
  record Floor(double kafka, double cassandra) {
    /** The slower of both: no message is durable before both have it. */
    double durable() {
      return Math.min(kafka, cassandra);
    }
  }

  /** One measurement of the messenger and the floor next to it. */
  record Pair(Level level, Floor floor) {}

  /** Measures both sides; the failures are the caller's. */
  interface Sides<E extends Exception> {
    Level messenger(double rate) throws E, InterruptedException;

    Floor floor() throws E, InterruptedException;
  }

  /**
   * What was found.
   *
   * @param rate that was offered at last
   * @param isConfirmed whether it kept its goal often enough
   * @param kept how many of the pairs kept the goal
   * @param pairs of the last rate, in their order
   * @param tried how many rates were tried
   */
  record Result(double rate, boolean isConfirmed, int kept, List<Pair> pairs, int tried) {
    Result {
      pairs = List.copyOf(pairs);
    }
  }

  private final Plan plan;
  private final Goal goal;

  Confirmation(Plan plan, Goal goal) {
    this.plan = plan;
    this.goal = goal;
  }

  <E extends Exception> Result run(double found, Sides<E> sides) throws E, InterruptedException {
    double rate = found;
    for (int tried = 1; ; tried++) {
      boolean isLast = tried == plan.triesMax;
      List<Pair> pairs = measure(rate, sides, isLast);
      int kept = (int) pairs.stream().filter(pair -> goal.isKept(pair.level)).count();
      boolean isConfirmed = kept >= KEPT_SHARE_MIN * 2 * plan.blocks;
      if (isConfirmed || isLast) {
        return new Result(rate, isConfirmed, kept, pairs, tried);
      }
      rate *= plan.lower;
    }
  }

  /** Ends early when the rate can no longer be confirmed, unless it is the last that is tried. */
  private <E extends Exception> List<Pair> measure(double rate, Sides<E> sides, boolean isLast)
      throws E, InterruptedException {
    List<Pair> pairs = new ArrayList<>();
    int broken = 0;
    for (int block = 0; block < plan.blocks; block++) {
      Floor before = sides.floor();
      Level first = sides.messenger(rate);
      Level second = sides.messenger(rate);
      Floor after = sides.floor();
      pairs.add(new Pair(first, before));
      pairs.add(new Pair(second, after));
      broken += (goal.isKept(first) ? 0 : 1) + (goal.isKept(second) ? 0 : 1);
      if (!isLast && broken > (1 - KEPT_SHARE_MIN) * 2 * plan.blocks) {
        break;
      }
    }
    return pairs;
  }
}
