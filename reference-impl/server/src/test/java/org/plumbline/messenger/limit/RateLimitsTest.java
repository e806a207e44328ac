package org.plumbline.messenger.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

  private final AtomicLong nanos = new AtomicLong();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private static LimitConfig config(boolean enabled, int bucketsMax, String messages) {
    String any = "10, 10/s";
    return new LimitConfig(
        enabled, bucketsMax, any, any, any, messages, any, any, any, any, any, any, List.of());
  }

  private RateLimits limits(LimitConfig config) {
    return new RateLimits(config, registry, nanos::get);
  }

  @Test
  void shouldGiveTheBurstAndThenSayWhenThereIsMore() {
    RateLimits limits = limits(config(true, 100, "3, 2/s"));
    for (int i = 0; i < 3; i++) {
      assertThat(limits.take(Allowance.MESSAGE, "ada")).isZero();
    }
    assertThat(limits.take(Allowance.MESSAGE, "ada")).isEqualTo(500);
    assertThat(limits.take(Allowance.MESSAGE, "bob")).as("another's bucket").isZero();
    assertThat(limits.take(Allowance.RECEIPT, "ada")).as("another allowance").isZero();
    nanos.addAndGet(Duration.ofMillis(500).toNanos());
    assertThat(limits.take(Allowance.MESSAGE, "ada")).isZero();
    assertThat(limits.take(Allowance.MESSAGE, "ada")).isPositive();
    assertThat(registry.get("messenger.throttled").tag("what", "message").counter().count())
        .isEqualTo(2);
  }

  @Test
  void shouldNeverGiveMoreThanTheBurstAfterAPause() {
    RateLimits limits = limits(config(true, 100, "3, 1/m"));
    limits.take(Allowance.MESSAGE, "ada");
    nanos.addAndGet(Duration.ofHours(10).toNanos());
    int taken = 0;
    while (limits.take(Allowance.MESSAGE, "ada") == 0) {
      taken++;
    }
    assertThat(taken).isEqualTo(3);
  }

  @Test
  void shouldTakeEverythingWhenSwitchedOff() {
    RateLimits limits = limits(config(false, 100, "1, 1/h"));
    assertThat(limits.take(Allowance.MESSAGE, "ada")).isZero();
    assertThat(limits.take(Allowance.MESSAGE, "ada")).isZero();
  }

  @Test
  void shouldNameTheSettingThatCannotBeRead() {
    assertThatThrownBy(() -> limits(config(true, 100, "lots")))
        .hasMessageContaining("messenger.limit.messages: lots")
        .hasMessageContaining("expected");
    assertThatThrownBy(() -> config(true, 0, "1, 1/s")).hasMessageContaining("buckets-max: 0");
    assertThatThrownBy(() -> new Rate(0, 1, Duration.ofSeconds(1))).hasMessageContaining("rate: 0");
  }
}
