package org.plumbline.simulations.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.simulations.calibration.SlopeEstimate.Point;

class SlopeEstimateTest {

  /** By hand: slope 0.6, residual sum of squares 2.4, three degrees of freedom, t 3.182. */
  @Test
  void shouldFitALineWithItsInterval() {
    Figure slope =
        SlopeEstimate.of(
            List.of(
                List.of(
                    new Point(1, 2),
                    new Point(2, 4),
                    new Point(3, 5),
                    new Point(4, 4),
                    new Point(5, 5))),
            "B");

    assertThat(slope.value()).isCloseTo(0.6, within(1e-9));
    assertThat(slope.low()).isCloseTo(0.6 - 3.182 * Math.sqrt(0.08), within(1e-9));
    assertThat(slope.high()).isCloseTo(0.6 + 3.182 * Math.sqrt(0.08), within(1e-9));
    assertThat(slope.samples()).isEqualTo(5);
  }

  @Test
  void shouldGiveEachGroupItsOwnConstant() {
    Figure slope =
        SlopeEstimate.of(
            List.of(
                List.of(new Point(1, 102), new Point(2, 104), new Point(3, 106)),
                List.of(new Point(1, 2), new Point(2, 4), new Point(3, 6))),
            "B");

    assertThat(slope).isEqualTo(Figure.of(2, "B", 2, 2, 6));
  }

  @Test
  void shouldLeaveOutAnIntervalThatTwoPointsCannotGive() {
    Figure slope = SlopeEstimate.of(List.of(List.of(new Point(1, 2), new Point(2, 4))), "B");

    assertThat(slope).isEqualTo(Figure.of(2, "B", 2));
  }

  @Test
  void shouldRefusePointsWithoutALine() {
    assertThatThrownBy(() -> SlopeEstimate.of(List.of(List.of(new Point(1, 2))), "B"))
        .hasMessageContaining("expected: two different x");
  }
}
