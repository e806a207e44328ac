package org.plumbline.simulations.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.plumbline.simulations.load.ArrivalSchedule;
import org.plumbline.simulations.measure.Percentiles;
import org.plumbline.simulations.measure.SlicedHistogram;

class OpenLoopTest {

  private final SlicedHistogram lag = new SlicedHistogram(0, 300_000, 2);
  private final OpenLoop loop = new OpenLoop(System::nanoTime, lag);
  private final ArrivalSchedule schedule =
      ArrivalSchedule.poisson(3, 1, 60, Duration.ofMillis(300));

  @Test
  void shouldBeginEachJourneyNotBeforeItsTimeWhenEarlierOnesWait() throws InterruptedException {
    CountDownLatch all = new CountDownLatch(schedule.messages());
    Queue<Integer> early = new ConcurrentLinkedQueue<>();

    OpenLoop.Outcome outcome =
        loop.run(
            schedule,
            Duration.ofSeconds(20),
            (number, intended) -> {
              if (loop.elapsedMicros() < intended) {
                early.add(number);
              }
              all.countDown();
              // No journey ends before the last one has begun: a closed loop would stand still.
              all.await();
            });

    assertThat(outcome.begun()).isEqualTo(schedule.messages()).isGreaterThan(5);
    assertThat(outcome.failed()).isZero();
    assertThat(early).isEmpty();
    assertThat(new Percentiles(lag.slices()).total()).isEqualTo(schedule.messages());
  }

  @Test
  void shouldNameTheCauseWhenJourneyFailsOrTakesTooLong() throws InterruptedException {
    OpenLoop.Outcome outcome =
        loop.run(
            schedule,
            Duration.ofMillis(100),
            (number, _) -> {
              if (number == 0) {
                throw new IllegalStateException("the upload answered 500");
              }
              new CountDownLatch(1).await();
            });

    assertThat(outcome.failed()).isEqualTo(schedule.messages());
    assertThat(outcome.witnesses())
        .anyMatch(witness -> witness.contains("the upload answered 500"))
        .anyMatch(witness -> witness.contains("not ended in time"));
  }
}
