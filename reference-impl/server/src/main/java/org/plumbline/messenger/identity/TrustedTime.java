package org.plumbline.messenger.identity;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The time that a node goes by: its clock's, but for jumps that no other clock confirms. A clock
 * that is suddenly an hour ahead neither silences devices nor ends their tokens. Safe to share.
 */
public final class TrustedTime {

  /** A clock that is kept right steps by no more, in milliseconds. */
  public static final long STEP_MILLIS_MAX = 5_000;

  /** A clock that is kept right moves by less; what is more is followed as a small step. */
  private static final long FOLLOWED_MILLIS = 10;

  private final InstantSource clock;
  private final LongSupplier nanoTime;
  // The clock minus the time since the machine started, in milliseconds: no step as long as it
  // stays the same.
  private volatile long offset;

  /**
   * The time by that clock, which is right at first.
   *
   * @param nanoTime a clock that nobody sets, in nanoseconds
   */
  public TrustedTime(InstantSource clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.offset = clock.millis() - steadyMillis();
  }

  /** Told apart by no second clock: every jump is believed. */
  public static TrustedTime of(InstantSource clock) {
    return new TrustedTime(clock, () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));
  }

  private long steadyMillis() {
    return TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong());
  }

  /** In milliseconds since 1970. */
  public long millis() {
    long now = clockMillis();
    return now - jumpAt(now);
  }

  /** What the clock says, right or not, in milliseconds since 1970. */
  long clockMillis() {
    return clock.millis();
  }

  /**
   * By how much the clock has jumped ahead, if it says that time now; below 0 when it has jumped
   * back, 0 when it has taken a small step at most. In milliseconds.
   */
  long jumpAt(long clockMillis) {
    long steady = steadyMillis();
    long step = clockMillis - steady - offset;
    if (Math.abs(step) > STEP_MILLIS_MAX) {
      return step;
    }
    if (Math.abs(step) > FOLLOWED_MILLIS) {
      offset = clockMillis - steady;
    }
    return 0;
  }

  /**
   * Another clock's time: a jump with which it agrees was right, as after the machine has slept.
   *
   * @param otherMillis since 1970
   */
  public void compare(long otherMillis) {
    long now = clock.millis();
    if (Math.abs(now - otherMillis) <= STEP_MILLIS_MAX) {
      offset = now - steadyMillis();
    }
  }
}
