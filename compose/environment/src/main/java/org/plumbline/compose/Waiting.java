package org.plumbline.compose;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Bounded waits for the end of a process. */
final class Waiting {
  private Waiting() {}

  /** Whether the process has ended before the deadline. */
  static boolean forExit(ProcessHandle process, Deadline deadline) {
    return forExit(process, deadline.left());
  }

  /** Whether the process has ended within that time. An interrupt ends the wait and stays set. */
  static boolean forExit(ProcessHandle process, Duration atMost) {
    try {
      process.onExit().get(Math.max(1, atMost.toNanos()), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return !process.isAlive();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot wait for process " + process.pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }
}
