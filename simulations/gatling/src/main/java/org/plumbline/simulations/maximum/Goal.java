package org.plumbline.simulations.maximum;

import java.time.Duration;

/**
 * When a rate is sustained.
 *
 * @param deliveryP99Max the 99th percentile of delivery must lie below
 * @param acknowledgedShareMin the part of the intended messages that must be acknowledged, 0 to 1
 * @param behindShareMax by which part of what the nodes accepted they may have stored less
 *     meanwhile
 * @param behindMax by how many messages more: what is on its way at both moments is not the same
 */
record Goal(
    Duration deliveryP99Max, double acknowledgedShareMin, double behindShareMax, long behindMax) {

  /** The goals of the design: 50 ms, and nothing may pile up. */
  static final Goal HOUSE = new Goal(Duration.ofMillis(50), 0.99, 0.05, 100);

  /** What a level broke, the first that holds. */
  enum Limit {
    /** The generator, so nothing is known of the messenger. */
    GENERATOR,
    /** Messages were sent and not acknowledged, or could not even be sent. */
    ACKNOWLEDGED,
    /** They were accepted faster than they were stored: the rest piles up in the log. */
    PERSISTED,
    /** They came too late. */
    LATENCY,
    /** Nothing. */
    NONE
  }

  Limit limit(Level level) {
    if (!level.passedLimits().isEmpty()) {
      return Limit.GENERATOR;
    }
    if (level.acknowledged() < acknowledgedShareMin * level.intended()) {
      return Limit.ACKNOWLEDGED;
    }
    // A node that does not tell its counters is too busy to keep any goal.
    double behind = level.accepted() - level.persisted();
    if (!(behind <= behindShareMax * level.accepted() + behindMax)) {
      return Limit.PERSISTED;
    }
    return level.deliveryP99Millis() < deliveryP99Max.toNanos() / 1e6 ? Limit.NONE : Limit.LATENCY;
  }

  boolean isKept(Level level) {
    return limit(level) == Limit.NONE;
  }
}
