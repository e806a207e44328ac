package org.plumbline.messenger.directory;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, with a bound. */
public final class Await {

  private Await() {}

  /**
   * Returns as soon as the condition holds, and fails when it does not within the bound.
   *
   * @return how long it took
   */
  public static Duration until(String what, Duration bound, BooleanSupplier condition) {
    var started = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - started > bound.toNanos()) {
        fail("Not within %s: %s", bound, what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
