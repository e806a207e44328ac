package org.plumbline.chaos.experiment.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.experiment.format.Experiment;
import org.plumbline.chaos.experiment.format.Hypothesis;
import org.plumbline.chaos.experiment.format.Strategies;
import org.plumbline.chaos.experiment.provider.Performers;

/**
 * One run of an experiment: the hypothesis, the method, the hypothesis again, the rollbacks. The
 * order and the statuses are those of {@code chaoslib/run.py}, with two differences that are
 * stricter: an activity of the method that failed makes the run {@code failed}, and a look at the
 * hypothesis during the method that is not met makes it {@code deviated}.
 *
 * <p>Ctrl-C, or an interrupt of the calling thread, ends the method at once; then the rollbacks run
 * as their strategy says, and the journal is whole. Runs once.
 */
public final class ExperimentRun {

  private final Experiment experiment;
  private final ActivityRunner runner;
  private final Surroundings surroundings;
  private final List<ActivityRun> method = new ArrayList<>();
  private final List<ActivityRun> rollbacks = new ArrayList<>();
  private List<SteadyState> during = List.of();
  private @Nullable SteadyState before;
  private @Nullable SteadyState after;
  private boolean deviated;
  private Status status = Status.COMPLETED;

  public ExperimentRun(Experiment experiment, Surroundings surroundings) {
    this.experiment = experiment;
    this.surroundings = surroundings;
    this.runner =
        new ActivityRunner(
            surroundings,
            new Performers(
                experiment.values(),
                surroundings.programs(),
                surroundings.toxiproxy(),
                surroundings.activities()));
  }

  /** Runs all of it; an interruption is told by the journal, and not thrown. */
  public Journal run() {
    Instant start = surroundings.clock().instant();
    try {
      holdAndBreak();
    } catch (InterruptedException e) {
      status = Status.INTERRUPTED;
      runner.say("interrupted");
    } catch (RuntimeException e) {
      status = Status.ABORTED;
      runner.say("aborted: " + e);
    }
    if (isToBeUndone()) {
      undo();
    }
    runner.say("ended: " + (deviated ? "deviated" : status.word()));
    Instant end = surroundings.clock().instant();
    return new Journal(
        experiment, status, deviated, start, end, before, during, after, method, rollbacks);
  }

  private void holdAndBreak() throws InterruptedException {
    Strategies.Hold hold = experiment.strategies().hypothesis();
    Hypothesis hypothesis = experiment.hypothesis();
    if (hypothesis != null && hold.before()) {
      SteadyState first = look(hypothesis, "before");
      before = first;
      if (!first.met()) {
        status = Status.FAILED;
        return;
      }
    }
    perform(hypothesis);
    if (hypothesis != null && hold.after()) {
      SteadyState last = look(hypothesis, "after");
      after = last;
      deviated |= !last.met();
    }
  }

  private SteadyState look(Hypothesis hypothesis, String when) throws InterruptedException {
    runner.say("hypothesis " + when + ": " + hypothesis.title());
    SteadyState state = runner.look(hypothesis, true);
    runner.say("hypothesis " + when + ": " + state.summary());
    return state;
  }

  private void perform(@Nullable Hypothesis hypothesis) throws InterruptedException {
    Strategies strategies = experiment.strategies();
    boolean watched = hypothesis != null && strategies.hypothesis().during();
    AtomicBoolean failedFast = new AtomicBoolean();
    Thread performing = Thread.currentThread();
    Runnable end =
        () -> {
          if (strategies.failFast()) {
            failedFast.set(true);
            performing.interrupt();
          }
        };
    HypothesisWatch watch =
        watched && hypothesis != null
            ? HypothesisWatch.begin(hypothesis, strategies.frequency(), runner, end)
            : null;
    try (Background background = new Background(runner, method)) {
      background.performAll(experiment.method());
    } catch (InterruptedException e) {
      if (!failedFast.get()) {
        throw e;
      }
      runner.say("the method ends: the hypothesis is not met");
    } finally {
      if (watch != null) {
        during = watch.end();
        deviated |= during.stream().anyMatch(each -> !each.met());
      }
    }
    if (failedFast.get()) {
      // An interrupt that came too late for the method is not for what follows.
      Thread.interrupted();
    }
    if (method.stream().anyMatch(each -> !each.succeeded())) {
      status = Status.FAILED;
    }
  }

  private boolean isToBeUndone() {
    boolean gateNotMet = before != null && !before.met();
    return switch (experiment.strategies().rollbacks()) {
      case ALWAYS -> true;
      case NEVER -> false;
      case DEVIATED -> deviated;
      case DEFAULT -> !gateNotMet && status != Status.INTERRUPTED;
    };
  }

  private void undo() {
    try (Background background = new Background(runner, rollbacks)) {
      background.performAll(experiment.rollbacks());
    } catch (InterruptedException e) {
      status = Status.INTERRUPTED;
      runner.say("interrupted again: the remaining rollbacks are left out");
    } catch (RuntimeException e) {
      status = Status.ABORTED;
      runner.say("a rollback broke: " + e);
    }
    if (rollbacks.stream().anyMatch(each -> !each.succeeded())) {
      status = status == Status.COMPLETED ? Status.FAILED : status;
    }
  }
}
