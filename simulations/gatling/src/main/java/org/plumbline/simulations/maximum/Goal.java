package org.plumbline.simulations.maximum;

import java.time.Duration;

/**
 * When a rate is sustained.
 *
 * @param deliveryP99Max the 99th percentile of delivery must lie below
 * @param acknowledgedShareMin the part of the intended messages that must be acknowledged, 0 to 1
 * @param persistedShareMin the part of the acknowledged rate at which the nodes must store; less
 *     than the other, since counters are read a moment apart
 */
record Goal(Duration deliveryP99Max, double acknowledgedShareMin, double persistedShareMin) {

  /** The goals of the design: 50 ms, and nothing may pile up. */
  static final Goal HOUSE = new Goal(Duration.ofMillis(50), 0.99, 0.95);

  /** What a level broke, the first that holds. */
  enum Limit {
    /** The generator, so nothing is known of the messenger. */
    GENERATOR,
    /** Messages were sent and not acknowledged, or could not even be sent. */
    ACKNOWLEDGED,
    /** They were acknowledged faster than they were stored: the rest piles up in the log. */
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
    if (level.persisted() < persistedShareMin * level.acknowledgedRate()) {
      return Limit.PERSISTED;
    }
    return level.deliveryP99Millis() < deliveryP99Max.toNanos() / 1e6 ? Limit.NONE : Limit.LATENCY;
  }

  boolean isKept(Level level) {
    return limit(level) == Limit.NONE;
  }
}
