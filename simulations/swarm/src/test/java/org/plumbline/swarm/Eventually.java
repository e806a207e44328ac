package org.plumbline.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what other threads and processes do, for a bounded time. */
final class Eventually {
  private static final Duration WITHIN = Duration.ofSeconds(30);
  private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private Eventually() {}

  static void holds(String what, Callable<Boolean> condition) throws Exception {
    long until = System.nanoTime() + WITHIN.toNanos();
    while (!condition.call() && System.nanoTime() < until) {
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
    assertThat(condition.call()).as(what).isTrue();
  }
}
