package org.plumbline.capacity.simulation;

import java.util.List;

/**
 * How long a device that lost its server waits before it tries again, as the swarm's rules do.
 *
 * @param name in figures
 * @param kind which family
 * @param firstSeconds the fixed wait, or the range of the first one
 * @param baseSeconds the range of the second one; doubled with each further one
 * @param capSeconds the range never grows beyond this
 */
public record ReturnRule(
    String name, Kind kind, double firstSeconds, double baseSeconds, double capSeconds) {

  /** The families. */
  public enum Kind {
    /** Always the same wait. */
    FIXED,
    /** Exponential, and all wait for the same time. */
    UNJITTERED,
    /** Exponential: half of each wait is fixed, and half is random. */
    EQUAL_JITTER,
    /** The first try anywhere in its range, then exponential with full jitter. */
    EXPONENTIAL
  }

  private static final int DOUBLINGS_MAX = 20;

  /** Those that claim S4-56 compares, and what the client of this repository does. */
  public static List<ReturnRule> compared() {
    return List.of(
        new ReturnRule("fixed_1_s", Kind.FIXED, 1, 0, 0),
        new ReturnRule("unjittered", Kind.UNJITTERED, 1, 2, 30),
        new ReturnRule("equal_jitter", Kind.EQUAL_JITTER, 1, 2, 30),
        new ReturnRule("full_jitter", Kind.EXPONENTIAL, 1, 2, 30),
        new ReturnRule("spread_30_s", Kind.EXPONENTIAL, 30, 1, 30),
        new ReturnRule("client", Kind.EXPONENTIAL, 5, 1, 30));
  }

  /** Seconds until the next try after so many failures, the loss included; from 1. */
  double delaySeconds(int failures, Draws draws) {
    double range =
        failures <= 1
            ? firstSeconds
            : Math.min(capSeconds, baseSeconds * (1L << Math.min(failures - 2, DOUBLINGS_MAX)));
    return switch (kind) {
      case FIXED -> firstSeconds;
      case UNJITTERED -> range;
      case EQUAL_JITTER -> range / 2 * (1 + draws.uniform());
      case EXPONENTIAL -> range * draws.uniform();
    };
  }
}
