package org.plumbline.simulations.maximum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class MeasuredTest {

  private static Histogram millisUpTo(int most) {
    Histogram histogram = new Histogram(3);
    for (int millis = 1; millis <= most; millis++) {
      histogram.recordValue(millis * 1_000L);
    }
    return histogram;
  }

  @Test
  void shouldReadThePercentileOfAllThatWasIntended() {
    assertThat(Measured.p99Millis(millisUpTo(1_000), 1_000)).isCloseTo(990, within(1.0));
    assertThat(Measured.p99Millis(millisUpTo(995), 1_000)).isCloseTo(990, within(1.0));
  }

  @Test
  void shouldBeInfiniteWhereMoreThanAHundredthNeverArrived() {
    assertThat(Measured.p99Millis(millisUpTo(989), 1_000)).isInfinite();
    assertThat(Measured.p99Millis(millisUpTo(0), 0)).isInfinite();
  }

  @Test
  void shouldTellProcessorTimeBetweenTwoReadings() {
    assertThat(ProcessTimes.between(Map.of("kafka", 100.0), Map.of("kafka", 350.0, "node-1", 40.0)))
        .isEqualTo(Map.of("kafka", 250.0, "node-1", 40.0));
  }

  @Test
  void shouldReadTheProcessorTimeOfThisProcess() {
    long me = ProcessHandle.current().pid();
    ProcessTimes times = new ProcessTimes(Map.of("me", List.of(me), "gone", List.of()));

    assertThat(times.micros().get("me")).isPositive();
    assertThat(times.micros().get("gone")).isZero();
  }
}
