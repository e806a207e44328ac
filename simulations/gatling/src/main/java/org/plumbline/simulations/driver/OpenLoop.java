package org.plumbline.simulations.driver;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.plumbline.simulations.load.ArrivalSchedule;
import org.plumbline.simulations.measure.SlicedHistogram;

/** Begins each journey at its intended time, whatever became of the earlier ones. */
public final class OpenLoop {

  private static final int FAILURES_MAX = 20;
  private static final Duration LEAD = Duration.ofMillis(50);

  private final LongSupplier clockNanos;
  private final SlicedHistogram lag;

  /** A journey, on a virtual thread of its own. */
  public interface Journey {
    /**
     * Goes all the way.
     *
     * @param intended microseconds from the start of the schedule
     */
    void go(int number, long intended) throws Exception;
  }

  /**
   * What became of the journeys.
   *
   * @param failed how many ended early, those included that took too long
   * @param witnesses some of their causes
   */
  public record Outcome(int begun, long failed, List<String> witnesses) {}

  private volatile long startNanos;

  /** A loop that tells {@code lag} how late each journey began. */
  public OpenLoop(LongSupplier clockNanos, SlicedHistogram lag) {
    this.clockNanos = clockNanos;
    this.lag = lag;
  }

  /** Microseconds since the start of the schedule. */
  public long elapsedMicros() {
    return microsAt(clockNanos.getAsLong());
  }

  /** Microseconds from the start of the schedule to that moment of the clock. */
  public long microsAt(long nanos) {
    return (nanos - startNanos) / 1_000;
  }

  /**
   * Runs all journeys of the schedule and returns when all have ended.
   *
   * @param patience how long a journey may take after the last one began
   */
  public Outcome run(ArrivalSchedule schedule, Duration patience, Journey journey)
      throws InterruptedException {
    ConcurrentLinkedQueue<String> witnesses = new ConcurrentLinkedQueue<>();
    LongAdder failed = new LongAdder();
    startNanos = clockNanos.getAsLong() + LEAD.toNanos();
    long lastMicros = 0;
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      for (int number = 0; number < schedule.messages(); number++) {
        int one = number;
        long intended = schedule.intendedMicros(one);
        lastMicros = Math.max(lastMicros, intended);
        var _ = threads.submit(() -> go(one, intended, journey, failed, witnesses));
      }
      threads.shutdown();
      long limit = lastMicros - elapsedMicros() + patience.toNanos() / 1_000;
      if (!threads.awaitTermination(limit, TimeUnit.MICROSECONDS)) {
        threads.shutdownNow();
        boolean _ = threads.awaitTermination(1, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
    return new Outcome(
        schedule.messages(), failed.sum(), witnesses.stream().limit(FAILURES_MAX).toList());
  }

  private void go(
      int number,
      long intended,
      Journey journey,
      LongAdder failed,
      ConcurrentLinkedQueue<String> witnesses) {
    try {
      long wait = intended - elapsedMicros();
      if (wait > 0) {
        Thread.sleep(Duration.ofNanos(wait * 1_000));
      }
      lag.record(intended, elapsedMicros() - intended);
      journey.go(number, intended);
    } catch (InterruptedException e) {
      failed.increment();
      witnesses.add("journey " + number + ": not ended in time");
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      failed.increment();
      witnesses.add("journey " + number + ": " + e);
    }
  }
}
