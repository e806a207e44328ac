package org.plumbline.simulations.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SaturationRuleTest {

  @Test
  void shouldPassNoLimitWhenGeneratorIsSound() {
    assertThat(SaturationRule.HOUSE.passedLimits(0.8, 10)).isEmpty();
  }

  @Test
  void shouldNameBothLimitsWhenBothArePassed() {
    assertThat(SaturationRule.HOUSE.passedLimits(0.91, 12.34))
        .containsExactly(
            "the generator used 91% of its processor share (limit: 80%)",
            "the generator sent 12.3 ms late at the 99th percentile (limit: 10 ms)");
  }

  @Test
  void shouldCountProcessorTimeAgainstItsOwnShare() {
    AtomicLong cpu = new AtomicLong(1_000);
    AtomicLong clock = new AtomicLong(5_000);
    GeneratorMeter meter = new GeneratorMeter(cpu::get, clock::get, 2);
    meter.start();
    cpu.addAndGet(400);
    clock.addAndGet(1_000);

    // 400 of 1,000 x 2 cores x 0.5 of the machine.
    assertThat(meter.used().ofShare(0.5)).isEqualTo(0.4);
  }
}
