package org.plumbline.capacity.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiurnalPeakTest {
  @Test
  void shouldFindHeightAndHourOfAWaveAgain() {
    DiurnalPeak peak =
        DiurnalPeak.of(
            IntStream.range(0, 24)
                .mapToObj(
                    hour ->
                        new Line.Point(
                            hour, 1000 * (1 + 0.56 * Math.cos(2 * Math.PI * (hour - 20) / 24.0))))
                .toList());
    assertThat(peak.factor().value()).isCloseTo(1.56, within(1e-9));
    assertThat(peak.hour()).isCloseTo(20, within(1.0 / 60));
    assertThat(peak.busiestToMean()).isCloseTo(1.56, within(1e-9));
  }

  @Test
  void shouldTellItsErrorWhereTheHoursScatter() {
    Random noise = new Random(6);
    List<Line.Point> rates =
        IntStream.range(0, 24)
            .mapToObj(
                hour ->
                    new Line.Point(
                        hour,
                        1000 * (1 + 0.5 * Math.cos(2 * Math.PI * (hour - 20) / 24.0))
                            + 40 * noise.nextGaussian()))
            .toList();
    DiurnalPeak peak = DiurnalPeak.of(rates);
    assertThat(peak.factor().holds(1.5)).isTrue();
    assertThat(peak.factor().high()).isLessThan(1.7);
    assertThatThrownBy(() -> DiurnalPeak.of(rates.subList(0, 4)))
        .hasMessageContaining("rates: 4 (expected: at least 6)");
  }
}
