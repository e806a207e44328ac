package org.plumbline.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Bounded waits for a condition. */
final class Awaiting {
  private static final Duration BOUND = Duration.ofSeconds(30);

  private Awaiting() {}

  static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + BOUND.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for " + BOUND).isLessThan(end);
      LockSupport.parkNanos(2_000_000);
    }
  }
}
