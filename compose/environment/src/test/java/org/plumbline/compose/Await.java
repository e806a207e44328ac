package org.plumbline.compose;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for a condition, with a bound. */
final class Await {
  private Await() {}

  static boolean until(Duration atMost, BooleanSupplier condition) throws InterruptedException {
    var deadline = Deadline.after(atMost);
    var never = new CountDownLatch(1);
    while (!condition.getAsBoolean()) {
      if (deadline.isOver() || never.await(20, TimeUnit.MILLISECONDS)) {
        return condition.getAsBoolean();
      }
    }
    return true;
  }
}
