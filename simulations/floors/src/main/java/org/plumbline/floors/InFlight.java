package org.plumbline.floors;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Keeps so many operations under way at once, no more, and counts how they ended. */
final class InFlight {

  private static final long END_WITHIN_SECONDS = 30;

  private final int max;
  private final Semaphore free;
  private final LongAdder done = new LongAdder();
  private final LongAdder failed = new LongAdder();

  InFlight(int max) {
    this.max = max;
    this.free = new Semaphore(max);
  }

  /** Begins one operation after the other for that long, then waits for those under way. */
  void keepUp(Duration length, Runnable begin) throws InterruptedException {
    long until = System.nanoTime() + length.toNanos();
    while (System.nanoTime() - until < 0) {
      free.acquire();
      begin.run();
    }
    if (!free.tryAcquire(max, END_WITHIN_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          (max - free.availablePermits())
              + " operations did not end (expected: all within "
              + END_WITHIN_SECONDS
              + " s)");
    }
    free.release(max);
  }

  /** One operation ended; with its failure, if it failed. */
  void ended(@Nullable Throwable failure) {
    if (failure == null) {
      done.increment();
    } else {
      failed.increment();
    }
    free.release();
  }

  /** {@code done} and {@code failed}, since the start. */
  Map<String, Long> counts() {
    return Map.of("done", done.sum(), "failed", failed.sum());
  }
}
