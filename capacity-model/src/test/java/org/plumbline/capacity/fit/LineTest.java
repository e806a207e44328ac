package org.plumbline.capacity.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineTest {
  /** NIST's reference data set Norris: certified slope and intercept. */
  private static final double NORRIS_SLOPE = 1.00211681802045;

  private static final double NORRIS_INTERCEPT = -0.262323073774029;
  private static final double NORRIS_RESIDUAL = 0.884796396144373;
  private static final double[][] NORRIS = {
    {0.2, 0.1}, {337.4, 338.8}, {118.2, 118.1}, {884.6, 888.0}, {10.1, 9.2}, {226.5, 228.1},
    {666.3, 668.5}, {996.3, 998.5}, {448.6, 449.1}, {777.0, 778.9}, {558.2, 559.2}, {0.4, 0.3},
    {0.6, 0.1}, {775.5, 778.1}, {666.9, 668.8}, {338.0, 339.3}, {447.5, 448.9}, {11.6, 10.8},
    {556.0, 557.7}, {228.1, 228.3}, {995.8, 998.0}, {887.6, 888.8}, {120.2, 119.6}, {0.3, 0.3},
    {0.3, 0.6}, {556.8, 557.6}, {339.1, 339.3}, {887.2, 888.0}, {999.0, 998.5}, {779.0, 778.9},
    {11.1, 10.2}, {118.3, 117.6}, {229.2, 228.9}, {669.1, 668.4}, {448.9, 449.2}, {0.5, 0.2}
  };

  @Test
  void shouldGiveTheCertifiedLine() {
    List<Line.Point> points = new ArrayList<>();
    for (double[] point : NORRIS) {
      points.add(new Line.Point(point[0], point[1]));
    }
    Line line = Line.through(points);
    assertThat(line.slope().value()).isCloseTo(NORRIS_SLOPE, within(1e-9));
    assertThat(line.intercept().value()).isCloseTo(NORRIS_INTERCEPT, within(1e-9));
    assertThat(line.residual()).isCloseTo(NORRIS_RESIDUAL, within(1e-9));
    assertThat(line.slope().holds(1)).isFalse();
  }

  @Test
  void shouldWeighPointsByTheirWorth() {
    List<Line.Point> points =
        List.of(
            new Line.Point(1, 3),
            new Line.Point(2, 5),
            new Line.Point(3, 7),
            new Line.Point(4, 90));
    Line certain = Line.weighted(points, List.of(1.0, 1.0, 1.0, 1.0));
    Line plain = Line.through(points);
    assertThat(certain.at(5)).isCloseTo(plain.at(5), within(1e-9));
    assertThat(certain.predict(5).width()).isCloseTo(plain.predict(5).width(), within(1e-9));
    assertThat(certain.slope().width()).isCloseTo(plain.slope().width(), within(1e-9));
    assertThat(Line.weighted(points, List.of(1.0, 1.0, 1.0, 1e6)).at(5))
        .isCloseTo(11, within(1e-6));
  }

  @Test
  void shouldHoldAFurtherPointInItsIntervalNearlyAlways() {
    Random noise = new Random(5);
    int held = 0;
    int rounds = 400;
    for (int round = 0; round < rounds; round++) {
      List<Line.Point> points = new ArrayList<>();
      for (int place = 0; place < 8; place++) {
        points.add(new Line.Point(place, 3 + 2 * place + noise.nextGaussian()));
      }
      held += Line.through(points).predict(10).holds(3 + 2 * 10 + noise.nextGaussian()) ? 1 : 0;
    }
    assertThat(held).isBetween(rounds * 91 / 100, rounds * 98 / 100);
  }

  @Test
  void shouldHaveNoIntervalFromTwoPoints() {
    Line line = Line.through(List.of(new Line.Point(1, 1), new Line.Point(2, 3)));
    assertThat(line.at(3)).isCloseTo(5, within(1e-9));
    assertThat(line.predict(3).low()).isNull();
    assertThatThrownBy(() -> Line.through(List.of(new Line.Point(1, 1), new Line.Point(1, 3))))
        .hasMessageContaining("expected: at least two places");
  }
}
