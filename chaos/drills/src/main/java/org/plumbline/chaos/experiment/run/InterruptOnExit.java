package org.plumbline.chaos.experiment.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C reaches a process through its shutdown hooks: the thread that made this is interrupted
 * then, and the process ends when it has closed it again, at the latest after a while.
 */
public final class InterruptOnExit implements AutoCloseable {

  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook;

  private InterruptOnExit(Thread interrupted, Duration atMost) {
    this.hook = new Thread(() -> interrupt(interrupted, atMost), "experiment-interrupt");
  }

  /** Interrupts the calling thread when the process is to end. */
  public static InterruptOnExit ofThisThread(Duration atMost) {
    InterruptOnExit made = new InterruptOnExit(Thread.currentThread(), atMost);
    Runtime.getRuntime().addShutdownHook(made.hook);
    return made;
  }

  private void interrupt(Thread interrupted, Duration atMost) {
    interrupted.interrupt();
    try {
      if (!over.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
        System.err.println("the rollbacks did not end within " + atMost.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What had to be brought to its end is done. */
  @Override
  public void close() {
    over.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook has heard that all is done.
      return;
    }
  }
}
