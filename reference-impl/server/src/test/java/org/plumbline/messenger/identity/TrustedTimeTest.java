package org.plumbline.messenger.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedTimeTest {

  private static final long BEGIN = 1_800_000_000_000L;

  private final AtomicLong clockMillis = new AtomicLong(BEGIN);
  private final AtomicLong nanos = new AtomicLong(77);
  private final InstantSource clock = () -> Instant.ofEpochMilli(clockMillis.get());
  private final TrustedTime time = new TrustedTime(clock, nanos::get);

  private void pass(long millis) {
    clockMillis.addAndGet(millis);
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  @Test
  void shouldFollowTheClockAndItsSmallSteps() {
    pass(1_000);
    assertThat(time.millis()).isEqualTo(BEGIN + 1_000);
    for (int step = 0; step < 5; step++) {
      clockMillis.addAndGet(4_000);
      assertThat(time.millis()).isEqualTo(clockMillis.get());
    }
    clockMillis.addAndGet(-4_000);
    assertThat(time.millis()).isEqualTo(clockMillis.get());
  }

  @ParameterizedTest
  @ValueSource(longs = {3_600_000, -3_600_000})
  void shouldGoOnEvenlyWhenTheClockJumps(long jump) {
    clockMillis.addAndGet(jump);
    pass(2_000);
    assertThat(time.millis()).isEqualTo(BEGIN + 2_000);
    assertThat(time.jumpAt(clockMillis.get())).isEqualTo(jump);
    clockMillis.addAndGet(-jump);
    assertThat(time.millis()).isEqualTo(BEGIN + 2_000);
    assertThat(time.jumpAt(clockMillis.get())).isZero();
  }

  @Test
  void shouldBelieveAJumpThatAnotherClockConfirms() {
    clockMillis.addAndGet(3_600_000);
    time.compare(BEGIN);
    assertThat(time.millis()).isEqualTo(BEGIN);
    time.compare(BEGIN + 3_599_000);
    assertThat(time.millis()).isEqualTo(BEGIN + 3_600_000);
  }
}
