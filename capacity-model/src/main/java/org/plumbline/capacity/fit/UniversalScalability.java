package org.plumbline.capacity.fit;

import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresOptimizer.Optimum;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.fitting.leastsquares.MultivariateJacobianFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.util.Pair;

/**
 * The Universal Scalability Law: {@code X(N) = lambda N / (1 + sigma (N - 1) + kappa N (N - 1))}
 * (N. J. Gunther, Guerrilla Capacity Planning, 2007, chapter 5).
 *
 * @param lambda throughput of one, in the unit of what was measured
 * @param sigma share that cannot be done side by side, from 0
 * @param kappa cost of keeping two of them coherent, from 0
 * @param points how many measurements it rests on
 */
public record UniversalScalability(Fitted lambda, Fitted sigma, Fitted kappa, int points) {

  /** Fewer cannot tell three parameters apart. */
  public static final int POINTS_MIN = 3;

  private static final int PARAMETERS = 3;
  private static final int EVALUATIONS_MAX = 10_000;
  private static final double SINGULAR = 1e-14;

  /**
   * The least squares fit (Levenberg-Marquardt), parameters not below zero.
   *
   * @param measured places are concurrency or numbers of nodes, above 0; values are throughputs
   * @return empty with fewer than {@value #POINTS_MIN} different places
   */
  public static Optional<UniversalScalability> fit(List<Line.Point> measured) {
    if (measured.stream().mapToDouble(Line.Point::at).distinct().count() < POINTS_MIN) {
      return Optional.empty();
    }
    measured.forEach(UniversalScalability::requirePositive);
    double most = measured.stream().mapToDouble(Line.Point::value).max().orElseThrow();
    double first =
        measured.stream().mapToDouble(point -> point.value() / point.at()).max().orElseThrow();
    Optimum best =
        new LevenbergMarquardtOptimizer()
            .optimize(
                new LeastSquaresBuilder()
                    .model(model(measured))
                    .target(measured.stream().mapToDouble(p -> p.value() / most).toArray())
                    .start(new double[] {first / most, 0.01, 0.0001})
                    .parameterValidator(UniversalScalability::notBelowZero)
                    .maxEvaluations(EVALUATIONS_MAX)
                    .maxIterations(EVALUATIONS_MAX)
                    .build());
    double[] wide = halfWidths(best, measured.size());
    RealVector found = best.getPoint();
    return Optional.of(
        new UniversalScalability(
            Fitted.around(found.getEntry(0) * most, wide[0] * most),
            Fitted.around(found.getEntry(1), wide[1]),
            Fitted.around(found.getEntry(2), wide[2]),
            measured.size()));
  }

  /** Throughput of so many. */
  public double throughput(double count) {
    return lambda.value() * count / slowdown(count, sigma.value(), kappa.value());
  }

  /** Where throughput is highest: {@code sqrt((1 - sigma) / kappa)}; empty when it only grows. */
  public Optional<Double> best() {
    return kappa.value() > 0 && sigma.value() < 1
        ? Optional.of(Math.sqrt((1 - sigma.value()) / kappa.value()))
        : Optional.empty();
  }

  private static double slowdown(double count, double sigma, double kappa) {
    return 1 + sigma * (count - 1) + kappa * count * (count - 1);
  }

  private static MultivariateJacobianFunction model(List<Line.Point> measured) {
    return parameters -> {
      double lambda = parameters.getEntry(0);
      RealVector values = new ArrayRealVector(measured.size());
      RealMatrix slopes = new Array2DRowRealMatrix(measured.size(), PARAMETERS);
      for (int row = 0; row < measured.size(); row++) {
        double count = measured.get(row).at();
        double slowdown = slowdown(count, parameters.getEntry(1), parameters.getEntry(2));
        double value = lambda * count / slowdown;
        values.setEntry(row, value);
        slopes.setEntry(row, 0, count / slowdown);
        slopes.setEntry(row, 1, -value * (count - 1) / slowdown);
        slopes.setEntry(row, 2, -value * count * (count - 1) / slowdown);
      }
      return new Pair<>(values, slopes);
    };
  }

  private static double[] halfWidths(Optimum best, int points) {
    double[] wide = {Double.NaN, Double.NaN, Double.NaN};
    int degrees = points - PARAMETERS;
    if (degrees < 1) {
      return wide;
    }
    try {
      RealMatrix covariances = best.getCovariances(SINGULAR);
      double variance = best.getResiduals().dotProduct(best.getResiduals()) / degrees;
      for (int i = 0; i < wide.length; i++) {
        wide[i] = Line.quantile(degrees) * Math.sqrt(variance * covariances.getEntry(i, i));
      }
    } catch (SingularMatrixException _) {
      // The points lie on a line, where two of the parameters say the same: no interval.
      return new double[] {Double.NaN, Double.NaN, Double.NaN};
    }
    return wide;
  }

  private static RealVector notBelowZero(RealVector parameters) {
    return parameters.map(value -> Math.max(0, value));
  }

  private static void requirePositive(Line.Point point) {
    if (!(point.at() > 0) || !(point.value() > 0)) {
      throw new IllegalArgumentException(
          "point: " + point.at() + ", " + point.value() + " (expected: both above 0)");
    }
  }
}
