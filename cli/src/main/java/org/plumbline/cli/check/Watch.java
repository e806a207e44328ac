package org.plumbline.cli.check;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.plumbline.compose.Environment;
import org.plumbline.compose.EnvironmentFailure;
import org.plumbline.compose.UnexpectedExit;

/**
 * Ends a run at once when a server ends that nobody ended: without it every later step would fail
 * for a reason that hides the true one.
 */
final class Watch {
  private final Thread runner;
  private final AtomicReference<@Nullable UnexpectedExit> first = new AtomicReference<>();
  private volatile boolean over;

  /** Watches on behalf of the calling thread, which is interrupted. */
  Watch() {
    this.runner = Thread.currentThread();
  }

  void over(Environment environment) {
    environment.onUnexpectedExit(this::ended);
  }

  private void ended(UnexpectedExit exit) {
    if (!over && first.compareAndSet(null, exit)) {
      runner.interrupt();
    }
  }

  /** From here on servers may end. */
  void end() {
    over = true;
  }

  /** Passes on what a server's end has caused as what it is; does nothing when none ended. */
  void check() throws EnvironmentFailure {
    UnexpectedExit exit = first.get();
    if (exit != null) {
      // The interrupt was ours and has done its work.
      boolean _ = Thread.interrupted();
      throw exit.failure();
    }
  }
}
