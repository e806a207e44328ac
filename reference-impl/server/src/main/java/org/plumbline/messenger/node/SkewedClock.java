package org.plumbline.messenger.node;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The machine's clock, as far off as it was told: for drills of steps and skew. Time that is
 * measured between two moments of one process is not changed, as no step of a real clock does.
 */
public final class SkewedClock implements InstantSource {

  /** Furthest that it can be off, in milliseconds: a day. */
  public static final long OFFSET_MILLIS_MAX = 86_400_000;

  private final InstantSource machine;
  private volatile long offsetMillis;

  public SkewedClock(InstantSource machine) {
    this.machine = machine;
  }

  @Override
  public Instant instant() {
    return machine.instant().plusMillis(offsetMillis);
  }

  /** How far ahead it is, in milliseconds; negative when it is behind. */
  public long offsetMillis() {
    return offsetMillis;
  }

  /**
   * Steps.
   *
   * @param offset how far ahead of the machine's clock from now on, in milliseconds; at most {@link
   *     #OFFSET_MILLIS_MAX} either way
   */
  public void offsetMillis(long offset) {
    if (Math.abs(offset) > OFFSET_MILLIS_MAX) {
      throw new IllegalArgumentException(
          "offset_ms: "
              + offset
              + " (expected: -"
              + OFFSET_MILLIS_MAX
              + " to "
              + OFFSET_MILLIS_MAX
              + ")");
    }
    offsetMillis = offset;
  }
}
