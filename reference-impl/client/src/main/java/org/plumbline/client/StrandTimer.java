package org.plumbline.client;

import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** At most one task to come, in the strand; a new one takes the place of the old. */
final class StrandTimer {

  private final ClientRuntime runtime;
  private final Strand strand;
  private @Nullable Runnable armed;
  private @Nullable Future<?> timer;

  StrandTimer(ClientRuntime runtime, Strand strand) {
    this.runtime = runtime;
    this.strand = strand;
  }

  void arm(Duration delay, Runnable task) {
    disarm();
    Runnable once = new Once(task);
    armed = once;
    timer = runtime.after(delay, strand, once);
  }

  void disarm() {
    Future<?> last = timer;
    if (last != null) {
      last.cancel(false);
    }
    armed = null;
  }

  // A timer may have fired already when it is disarmed: its task then waits in the strand.
  private final class Once implements Runnable {
    private final Runnable task;

    Once(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      if (armed == this) {
        armed = null;
        task.run();
      }
    }
  }
}
