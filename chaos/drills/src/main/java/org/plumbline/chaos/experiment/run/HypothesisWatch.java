package org.plumbline.chaos.experiment.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.plumbline.chaos.experiment.format.Hypothesis;

/** Looks at the hypothesis again and again while the method goes on. */
final class HypothesisWatch {

  private static final Duration LAST_LOOK_WITHIN = Duration.ofSeconds(5);

  private final List<SteadyState> looks = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread;

  private HypothesisWatch(
      Hypothesis hypothesis, Duration frequency, ActivityRunner runner, Runnable whenNotMet) {
    this.thread =
        Thread.ofVirtual().unstarted(() -> watch(hypothesis, frequency, runner, whenNotMet));
  }

  static HypothesisWatch begin(
      Hypothesis hypothesis, Duration frequency, ActivityRunner runner, Runnable whenNotMet) {
    HypothesisWatch watch = new HypothesisWatch(hypothesis, frequency, runner, whenNotMet);
    watch.thread.start();
    return watch;
  }

  private void watch(
      Hypothesis hypothesis, Duration frequency, ActivityRunner runner, Runnable whenNotMet) {
    boolean met = true;
    try {
      // The pause is between two looks, however long one takes.
      do {
        SteadyState look = runner.look(hypothesis, false);
        synchronized (looks) {
          looks.add(look);
        }
        if (look.met() != met) {
          runner.say("hypothesis during: " + look.summary());
        }
        met = look.met();
        if (!met) {
          whenNotMet.run();
        }
      } while (!over.await(frequency.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** No more looks: those there were, the last one brought to its end unless it hangs. */
  List<SteadyState> end() {
    over.countDown();
    boolean interrupted = Thread.interrupted();
    try {
      if (!thread.join(LAST_LOOK_WITHIN)) {
        thread.interrupt();
        thread.join(LAST_LOOK_WITHIN);
      }
    } catch (InterruptedException e) {
      interrupted = true;
      thread.interrupt();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    synchronized (looks) {
      return List.copyOf(looks);
    }
  }
}
