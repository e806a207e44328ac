package org.plumbline.messenger.directory.redis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Fails calls at once while the server does not answer. Without it each call of a worker waits out
 * the time limit, and a log that is read in order comes to a standstill behind a hint.
 */
final class Breaker {
  private final int failuresMax;
  private final long openNanos;
  private final LongSupplier nanoTime;
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicLong lastTrial = new AtomicLong();

  Breaker(int failuresMax, Duration open, LongSupplier nanoTime) {
    this.failuresMax = failuresMax;
    this.openNanos = open.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Whether a call may be made: while open, one trial in each period. */
  boolean admits() {
    if (!isOpen()) {
      return true;
    }
    var trial = lastTrial.get();
    var now = nanoTime.getAsLong();
    return now - trial >= openNanos && lastTrial.compareAndSet(trial, now);
  }

  /** Whether it lets one trial through in each period, and fails all else. */
  boolean isOpen() {
    return failures.get() >= failuresMax;
  }

  void succeeded() {
    failures.set(0);
  }

  void failed() {
    // Set before the count, so that nobody sees an open breaker with an old trial.
    lastTrial.set(nanoTime.getAsLong());
    failures.updateAndGet(count -> Math.min(count + 1, failuresMax));
  }
}
