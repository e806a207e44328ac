package org.plumbline.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.DoubleSummaryStatistics;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff backoff =
      new Backoff(Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(8));

  private DoubleSummaryStatistics seconds(int failures) {
    Random random = new Random(3);
    return IntStream.range(0, 10_000)
        .mapToDouble(_ -> backoff.delay(failures, null, random).toNanos() / 1e9)
        .summaryStatistics();
  }

  @Test
  void shouldSpreadTheFirstRetryOverItsWindow() {
    DoubleSummaryStatistics first = seconds(1);
    assertThat(first.getMin()).isBetween(0.0, 0.1);
    assertThat(first.getMax()).isBetween(9.9, 10.0);
    assertThat(first.getAverage()).isBetween(4.85, 5.15);
  }

  @Test
  void shouldDoubleWithFullJitterUpToTheCap() {
    assertThat(seconds(2).getMax()).isBetween(0.99, 1.0);
    assertThat(seconds(4).getMax()).isBetween(3.9, 4.0);
    assertThat(seconds(5).getMax()).isBetween(7.9, 8.0);
    assertThat(seconds(500).getMax()).isBetween(7.9, 8.0);
    assertThat(seconds(500).getMin()).isLessThan(0.1);
  }

  @Test
  void shouldWaitAtLeastWhatTheServerAsksFor() {
    Duration delay = backoff.delay(2, Duration.ofSeconds(30), new Random(1));
    assertThat(delay).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
  }

  @Test
  void shouldNameTheFieldWhenItIsIllFormed() {
    assertThatThrownBy(
            () -> new Backoff(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1)))
        .hasMessage("firstWindow: PT0S (expected: > 0)");
    assertThatThrownBy(() -> new ClientSettings.Sending(Duration.ofSeconds(1), 5, -1))
        .hasMessage("outboxMax: -1 (expected: > 0)");
  }
}
