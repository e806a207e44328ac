package org.plumbline.compose;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A point in time until which something may take. Counts on the monotonic clock. */
final class Deadline {
  private final LongSupplier nanoTime;
  private final long start;
  private final long length;

  private Deadline(LongSupplier nanoTime, Duration length) {
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.length = length.toNanos();
  }

  static Deadline after(Duration length) {
    return new Deadline(System::nanoTime, length);
  }

  boolean isOver() {
    return elapsed().toNanos() >= length;
  }

  Duration elapsed() {
    return Duration.ofNanos(nanoTime.getAsLong() - start);
  }

  Duration left() {
    var left = Duration.ofNanos(length).minus(elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }
}
