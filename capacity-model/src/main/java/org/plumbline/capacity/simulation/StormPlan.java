package org.plumbline.capacity.simulation;

/**
 * Devices that lose their server at one moment.
 *
 * @param lost how many
 * @param admittedPerSecond connections that those who are left take
 * @param backlog connections that may wait to be taken; more are refused
 * @param noticedWithinSeconds over which devices notice their loss
 * @param rule by which they come back
 * @param sample devices that are simulated, each for as many as it takes to stand for all
 */
public record StormPlan(
    double lost,
    double admittedPerSecond,
    double backlog,
    double noticedWithinSeconds,
    ReturnRule rule,
    int sample) {

  public StormPlan {
    if (!(lost >= 1)) {
      throw new IllegalArgumentException("lost: " + lost + " (expected: at least 1)");
    }
    if (!(admittedPerSecond > 0)) {
      throw new IllegalArgumentException(
          "admittedPerSecond: " + admittedPerSecond + " (expected: above 0)");
    }
    if (!(backlog >= 0)) {
      throw new IllegalArgumentException("backlog: " + backlog + " (expected: at least 0)");
    }
    if (sample < 1) {
      throw new IllegalArgumentException("sample: " + sample + " (expected: at least 1)");
    }
  }
}
