package org.plumbline.simulations.maximum;

import java.util.List;

/**
 * What became of messages that were offered at one rate.
 *
 * @param offered messages a second that were to be sent
 * @param seconds how long they were counted
 * @param intended how many were to be sent in that time
 * @param acknowledged how many of these were acknowledged, however late
 * @param accepted messages that the nodes accepted between two readings of their counters
 * @param persisted messages that they stored between the same two readings; NaN like the other when
 *     a node did not tell
 * @param deliveryP99Millis from the intended send to the recipient's socket
 * @param passedLimits those of the generator, each a sentence; empty for a sound one
 */
public record Level(
    double offered,
    double seconds,
    long intended,
    long acknowledged,
    double accepted,
    double persisted,
    double deliveryP99Millis,
    List<String> passedLimits) {

  public Level {
    if (!(offered > 0)) {
      throw new IllegalArgumentException("offered: " + offered + " (expected: > 0)");
    }
    if (!(seconds > 0)) {
      throw new IllegalArgumentException("seconds: " + seconds + " (expected: > 0)");
    }
    passedLimits = List.copyOf(passedLimits);
  }

  /** Acknowledged messages a second. */
  public double acknowledgedRate() {
    return acknowledged / seconds;
  }
}
