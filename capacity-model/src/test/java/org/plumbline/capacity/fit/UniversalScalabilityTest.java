package org.plumbline.capacity.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UniversalScalabilityTest {
  /** Published for the measurements below (Schwartz and Forrester, Practical Scalability). */
  private static final double BOOK_SIGMA = 0.02671591;

  private static final double BOOK_KAPPA = 7.690945E-4;
  private static final double BOOK_LAMBDA = 995.6486;
  private static final double BOOK_BEST = 35;
  private static final double BOOK_TOLERANCE_PERCENT = 0.1;

  /** Throughput with 1, 2, ... 32 clients. */
  private static final double[] BOOK = {
    955.16, 1878.91, 2688.01, 3548.68, 4315.54, 5130.43, 5931.37, 6531.08, 7219.8, 7867.61, 8278.71,
    8646.7, 9047.84, 9426.55, 9645.37, 9897.24, 10097.6, 10240.5, 10532.39, 10798.52, 11151.43,
    11518.63, 11806, 12089.37, 12075.41, 12177.29, 12211.41, 12158.93, 12155.27, 12118.04, 12140.4,
    12074.39
  };

  @Test
  void shouldGiveThePublishedParameters() {
    List<Line.Point> measured = new ArrayList<>();
    for (int clients = 1; clients <= BOOK.length; clients++) {
      measured.add(new Line.Point(clients, BOOK[clients - 1]));
    }
    UniversalScalability law = UniversalScalability.fit(measured).orElseThrow();
    assertThat(law.sigma().value()).isCloseTo(BOOK_SIGMA, withinPercentage(BOOK_TOLERANCE_PERCENT));
    assertThat(law.kappa().value()).isCloseTo(BOOK_KAPPA, withinPercentage(BOOK_TOLERANCE_PERCENT));
    assertThat(law.lambda().value())
        .isCloseTo(BOOK_LAMBDA, withinPercentage(BOOK_TOLERANCE_PERCENT));
    assertThat(Math.floor(law.best().orElseThrow())).isEqualTo(BOOK_BEST);
    assertThat(law.lambda().holds(BOOK_LAMBDA)).isTrue();
  }

  @Test
  void shouldFindAnyLawAgainFromExactPoints() {
    SplittableRandom random = new SplittableRandom(3);
    for (int draw = 0; draw < 100; draw++) {
      double lambda = random.nextDouble(1, 1e6);
      double sigma = random.nextDouble(0.001, 0.5);
      double kappa = random.nextDouble(0.00001, 0.05);
      List<Line.Point> points = new ArrayList<>();
      for (int nodes : new int[] {1, 2, 4, 8, 16, 32}) {
        double slowdown = 1 + sigma * (nodes - 1) + kappa * nodes * (nodes - 1);
        points.add(new Line.Point(nodes, lambda * nodes / slowdown));
      }
      UniversalScalability law = UniversalScalability.fit(points).orElseThrow();
      assertThat(law.sigma().value()).isCloseTo(sigma, within(1e-4));
      assertThat(law.kappa().value()).isCloseTo(kappa, within(1e-5));
      assertThat(law.throughput(64))
          .isCloseTo(lambda * 64 / (1 + sigma * 63 + kappa * 64 * 63), withinPercentage(1.0));
    }
  }

  @Test
  void shouldHoldTheTruthInItsIntervalNearlyAlways() {
    Random noise = new Random(4);
    int held = 0;
    int rounds = 200;
    for (int round = 0; round < rounds; round++) {
      List<Line.Point> points = new ArrayList<>();
      for (int nodes = 1; nodes <= 12; nodes++) {
        double throughput = 1000.0 * nodes / (1 + 0.05 * (nodes - 1) + 0.002 * nodes * (nodes - 1));
        points.add(new Line.Point(nodes, throughput + 30 * noise.nextGaussian()));
      }
      held += UniversalScalability.fit(points).orElseThrow().sigma().holds(0.05) ? 1 : 0;
    }
    assertThat(held).isBetween(rounds * 88 / 100, rounds * 99 / 100);
  }

  @Test
  void shouldGrowWithoutEndWhereNothingIsShared() {
    UniversalScalability law =
        UniversalScalability.fit(
                List.of(
                    new Line.Point(1, 100),
                    new Line.Point(2, 200),
                    new Line.Point(4, 400),
                    new Line.Point(8, 800)))
            .orElseThrow();
    assertThat(law.throughput(16)).isCloseTo(1600, withinPercentage(1.0));
  }

  @Test
  void shouldTellNothingFromTwoNumbersOfNodes() {
    assertThat(UniversalScalability.fit(List.of(new Line.Point(1, 100), new Line.Point(2, 150))))
        .isEmpty();
    assertThatThrownBy(
            () ->
                UniversalScalability.fit(
                    List.of(new Line.Point(1, 100), new Line.Point(2, -5), new Line.Point(4, 300))))
        .hasMessageContaining("-5.0");
  }
}
