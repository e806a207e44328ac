package org.plumbline.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private final SplittableRandom random = new SplittableRandom(1);

  @Test
  void shouldWaitForNothingOrAlwaysTheSame() {
    assertThat(Backoff.immediate().delayNanos(5, 0, random)).isZero();
    assertThat(Backoff.fixed(Duration.ofSeconds(2)).delayNanos(5, 0, random))
        .isEqualTo(TimeUnit.SECONDS.toNanos(2));
  }

  @ParameterizedTest
  @CsvSource({"1, 4000", "2, 1000", "3, 2000", "4, 4000", "5, 5000", "30, 5000"})
  void shouldSpreadOverARangeThatGrowsToItsCap(int failures, long rangeMillis) {
    Backoff backoff =
        Backoff.exponential(Duration.ofSeconds(4), Duration.ofSeconds(1), Duration.ofSeconds(5));
    long range = TimeUnit.MILLISECONDS.toNanos(rangeMillis);
    long longest = 0;
    long shortest = range;

    for (int i = 0; i < 1_000; i++) {
      long delay = backoff.delayNanos(failures, 0, random);
      longest = Math.max(longest, delay);
      shortest = Math.min(shortest, delay);
    }

    assertThat(longest).isBetween(range * 9 / 10, range);
    assertThat(shortest).isBetween(0L, range / 10);
  }

  @Test
  void shouldKeepHalfOfTheWaitWhenTheOtherHalfIsChance() {
    Backoff backoff = Backoff.equalJitter(Duration.ofSeconds(1), Duration.ofSeconds(3));
    for (int i = 0; i < 100; i++) {
      assertThat(backoff.delayNanos(1, 0, random))
          .isBetween(TimeUnit.MILLISECONDS.toNanos(500), TimeUnit.SECONDS.toNanos(1));
      assertThat(backoff.delayNanos(2, 0, random))
          .isBetween(TimeUnit.SECONDS.toNanos(1), TimeUnit.SECONDS.toNanos(2));
      assertThat(backoff.delayNanos(9, 0, random))
          .isBetween(TimeUnit.MILLISECONDS.toNanos(1_500), TimeUnit.SECONDS.toNanos(3));
    }
  }

  @Test
  void shouldLetAllWaitForTheSameTimeWithoutJitter() {
    Backoff backoff = Backoff.unjittered(Duration.ofSeconds(1), Duration.ofSeconds(5));
    assertThat(backoff.delayNanos(1, 0, random)).isEqualTo(TimeUnit.SECONDS.toNanos(1));
    assertThat(backoff.delayNanos(2, 0, random)).isEqualTo(TimeUnit.SECONDS.toNanos(2));
    assertThat(backoff.delayNanos(3, 0, random)).isEqualTo(TimeUnit.SECONDS.toNanos(4));
    assertThat(backoff.delayNanos(4, 0, random)).isEqualTo(TimeUnit.SECONDS.toNanos(5));
  }

  @Test
  void shouldWaitAsLongAsTheNodeAsksAndSpreadBehindThat() {
    Backoff backoff =
        Backoff.exponential(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));

    assertThat(backoff.delayNanos(1, 3_000, random))
        .isBetween(TimeUnit.SECONDS.toNanos(3), TimeUnit.SECONDS.toNanos(4));
  }

  @Test
  void shouldSurviveTheWayToAProcess() throws Exception {
    for (Backoff backoff :
        new Backoff[] {
          Backoff.none(),
          Backoff.immediate(),
          Backoff.fixed(Duration.ofMillis(7)),
          Backoff.fixed(Duration.ofMillis(8)).toTheSameNode(),
          Backoff.exponential(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3)),
          Backoff.fullJitter(Duration.ofMillis(1), Duration.ofMillis(9)),
          Backoff.equalJitter(Duration.ofMillis(1), Duration.ofMillis(9)),
          Backoff.unjittered(Duration.ofMillis(1), Duration.ofMillis(9))
        }) {
      var written = JsonNodeFactory.instance.objectNode();
      backoff.write(written);

      assertThat(Backoff.read(Fields.parse(written.toString()))).isEqualTo(backoff);
    }
  }
}
