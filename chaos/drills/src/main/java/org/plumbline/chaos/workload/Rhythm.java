package org.plumbline.chaos.workload;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Does something again and again in a thread of its own, until it is closed. */
final class Rhythm implements AutoCloseable {

  /** What is done; bounded in time. */
  @FunctionalInterface
  interface Beat {
    void beat();
  }

  private final Duration interval;
  private final Beat beat;
  private final Thread thread;
  private volatile boolean stopped;

  private Rhythm(String name, Duration interval, Beat beat) {
    this.interval = interval;
    this.beat = beat;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  static Rhythm every(Duration interval, String name, Beat beat) {
    Rhythm made = new Rhythm(name, interval, beat);
    made.thread.start();
    return made;
  }

  private void run() {
    long next = System.nanoTime() + interval.toNanos();
    while (true) {
      for (long wait = next - System.nanoTime(); wait > 0; wait = next - System.nanoTime()) {
        if (stopped) {
          return;
        }
        LockSupport.parkNanos(wait);
      }
      if (stopped) {
        return;
      }
      beat.beat();
      // What took longer than the interval is not made up for.
      next = Math.max(next + interval.toNanos(), System.nanoTime());
    }
  }

  /** Ends behind the beat that is under way. */
  @Override
  public void close() {
    stopped = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
