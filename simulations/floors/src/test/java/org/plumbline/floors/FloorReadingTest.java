package org.plumbline.floors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FloorReadingTest {

  @Test
  void shouldTellRateAndProcessorTime() {
    FloorReading reading = FloorReading.parse("cpu_nanos=500000000 done=3000 nanos=2000000000");

    assertThat(reading.rate()).isCloseTo(1_500, within(1e-9));
    assertThat(reading.cpuSeconds()).isCloseTo(0.5, within(1e-9));
    assertThat(reading.count("failed")).isZero();
  }

  @Test
  void shouldSayWhatItExpectedWhenAnAnswerIsNone() {
    assertThatThrownBy(() -> FloorReading.parse("done=3000 nanos"))
        .hasMessageStartingWith("reading: done=3000 nanos (expected: name=number");
    assertThatThrownBy(() -> FloorReading.parse("")).hasMessageContaining("expected: name=number");
  }
}
