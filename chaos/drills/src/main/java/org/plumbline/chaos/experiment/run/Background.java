package org.plumbline.chaos.experiment.run;

import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.plumbline.chaos.experiment.format.Activity;

/**
 * Performs activities in order, those that say so in the background; all are in the list when it is
 * closed, in the order in which they began.
 */
final class Background implements AutoCloseable {

  private final ActivityRunner runner;
  private final List<ActivityRun> runs;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> pending = new ArrayList<>();

  Background(ActivityRunner runner, List<ActivityRun> runs) {
    this.runner = runner;
    this.runs = runs;
  }

  void performAll(List<Activity> activities) throws InterruptedException {
    for (Activity activity : activities) {
      perform(activity);
    }
    await();
  }

  void perform(Activity activity) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("before " + activity.name());
    }
    if (!activity.background()) {
      performNow(activity);
      return;
    }
    pending.add(
        executor.submit(
            () -> {
              performNow(activity);
              return null;
            }));
  }

  private void performNow(Activity activity) throws InterruptedException {
    var start = runner.now();
    try {
      add(runner.perform(activity, true));
    } catch (InterruptedException e) {
      add(
          new ActivityRun(
              activity, start, runner.now(), NullNode.getInstance(), "interrupted", null));
      throw e;
    }
  }

  private void add(ActivityRun run) {
    synchronized (runs) {
      runs.add(run);
    }
  }

  /** Waits for all that still run in the background. */
  void await() throws InterruptedException {
    for (Future<?> each : pending) {
      try {
        each.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("in the background: " + e.getCause(), e);
      }
    }
  }

  /** Ends what still runs. */
  @Override
  public void close() {
    executor.shutdownNow();
    executor.close();
    synchronized (runs) {
      runs.sort(Comparator.comparing(ActivityRun::start));
    }
  }
}
