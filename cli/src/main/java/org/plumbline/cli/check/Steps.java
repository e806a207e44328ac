package org.plumbline.cli.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.plumbline.cli.console.Progress;
import org.plumbline.cli.report.Shown;
import org.plumbline.cli.run.Manifest;

/** Runs the steps of a run, tells of each, and keeps its time. Safe to use from many threads. */
final class Steps {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Progress progress;
  private final LongSupplier nanoTime;
  private final List<Manifest.Step> done = new ArrayList<>();

  Steps(Progress progress, LongSupplier nanoTime) {
    this.progress = progress;
    this.nanoTime = nanoTime;
  }

  /** The work of a step. */
  interface Work<T> {
    T run() throws Exception;
  }

  /** Runs one step; its failure is kept with its time and passed on. */
  <T> T run(String name, Work<T> work) throws Exception {
    progress.now(name);
    long started = nanoTime.getAsLong();
    String outcome = Manifest.Step.DONE;
    try {
      return work.run();
    } catch (Exception e) {
      String message = String.valueOf(e.getMessage());
      outcome = message.lines().findFirst().orElse(e.getClass().getSimpleName());
      throw e;
    } finally {
      double seconds = (nanoTime.getAsLong() - started) / NANOS_PER_SECOND;
      keep(new Manifest.Step(name, seconds, outcome));
      progress.keep(name + ": " + outcome + " (" + Shown.seconds(seconds) + ")");
    }
  }

  private synchronized void keep(Manifest.Step step) {
    done.add(step);
  }

  /** What was done so far. */
  synchronized List<Manifest.Step> done() {
    return List.copyOf(done);
  }
}
