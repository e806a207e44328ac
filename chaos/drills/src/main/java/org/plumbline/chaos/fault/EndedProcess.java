package org.plumbline.chaos.fault;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A process that is ended: at once (SIGKILL), or asked to end (SIGTERM) and killed when it still
 * runs after the grace. Healed by starting it again.
 */
final class EndedProcess implements Fault {

  private static final Duration GONE_WITHIN = Duration.ofSeconds(10);

  private final Victim victim;
  private final @Nullable Duration grace;
  private @Nullable ProcessHandle ended;
  private @Nullable Duration took;
  private boolean killed;

  private EndedProcess(Victim victim, @Nullable Duration grace) {
    this.victim = victim;
    this.grace = grace;
  }

  static EndedProcess killed(Victim victim) {
    return new EndedProcess(victim, null);
  }

  static EndedProcess asked(Victim victim, Duration grace) {
    return new EndedProcess(victim, grace);
  }

  @Override
  public String what() {
    Duration time = grace;
    return time == null
        ? "kill -9 of " + victim.name()
        : "SIGTERM to " + victim.name() + ", killed after " + time.toMillis() + " ms";
  }

  @Override
  public List<Undo> undo() {
    return List.of(
        new Undo.ByHand(
            victim.name()
                + " has to be started again by whoever started it (plumb down, then up)"));
  }

  @Override
  public void strike() throws FaultFailure, InterruptedException {
    ProcessHandle process = victim.process();
    ended = process;
    victim.expectEnd();
    long begun = System.nanoTime();
    Duration time = grace;
    if (time == null) {
      process.destroyForcibly();
    } else {
      process.destroy();
      if (!isGoneWithin(process, time)) {
        killed = true;
        process.destroyForcibly();
      }
    }
    if (!isGoneWithin(process, GONE_WITHIN)) {
      throw new FaultFailure(what() + ": process " + process.pid() + " does not end");
    }
    took = Duration.ofNanos(System.nanoTime() - begun);
  }

  private static boolean isGoneWithin(ProcessHandle process, Duration time)
      throws InterruptedException {
    try {
      process.onExit().get(time.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return !process.isAlive();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot wait for process " + process.pid(), e);
    }
  }

  @Override
  public Proof proof() {
    ProcessHandle process = ended;
    if (process == null) {
      return Proof.none("it has not struck");
    }
    Duration time = took;
    String how =
        "process "
            + process.pid()
            + (process.isAlive() ? " still runs" : " is gone")
            + (time == null ? "" : " after " + time.toMillis() + " ms")
            + (killed ? ", killed when the grace was over" : "");
    return new Proof(!process.isAlive(), how);
  }

  @Override
  public void heal() throws FaultFailure {
    if (ended != null) {
      victim.start();
    }
  }

  @Override
  public boolean awaitHealed(Duration atMost) {
    return victim.isReadyWithin(atMost);
  }
}
