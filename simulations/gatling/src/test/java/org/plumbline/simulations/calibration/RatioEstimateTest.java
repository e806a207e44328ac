package org.plumbline.simulations.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.simulations.calibration.RatioEstimate.Slice;

class RatioEstimateTest {

  @Test
  void shouldDivideTheSumsWhenSlicesDifferInSize() {
    Figure figure = RatioEstimate.of(List.of(new Slice(10, 1), new Slice(10, 9)), "us");

    assertThat(figure.value()).isEqualTo(2.0);
    assertThat(figure.low()).isNull();
    assertThat(figure.samples()).isEqualTo(2);
  }

  @Test
  void shouldGiveStudentsIntervalOfTheMeanWhenAllSlicesAreOfOneSize() {
    // Mean 12, deviation 2, error 2/sqrt(4), t(3) = 3.182.
    Figure figure = RatioEstimate.mean(List.of(10.0, 11.0, 12.0, 15.0), "B");

    double deviation = Math.sqrt((4 + 1 + 0 + 9) / 3.0);
    assertThat(figure.value()).isEqualTo(12);
    assertThat(figure.high()).isNotNull();
    assertThat(figure.high()).isCloseTo(12 + 3.182 * deviation / 2, within(1e-9));
    assertThat(figure.low()).isCloseTo(12 - 3.182 * deviation / 2, within(1e-9));
  }

  @Test
  void shouldRefuseWhenNothingIsBelow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RatioEstimate.of(List.of(new Slice(1, 0)), "us"))
        .withMessageContaining("expected: something below");
  }
}
