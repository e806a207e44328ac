package org.plumbline.capacity.fit;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * The straight line through points by ordinary least squares, with intervals by Student's t (Draper
 * and Smith, Applied Regression Analysis, chapter 1).
 *
 * @param intercept what is there at zero
 * @param slope what each unit adds
 * @param points how many points it rests on
 * @param meanInput their mean place
 * @param spread sum of squared distances of the places from their mean
 * @param residual standard deviation of the points around the line, NaN with two of them
 */
public record Line(
    Fitted intercept, Fitted slope, long points, double meanInput, double spread, double residual) {

  private static final double CONFIDENCE = 0.95;

  /** A place and what was measured there. */
  public record Point(double at, double value) {}

  /**
   * The line through these points.
   *
   * @throws IllegalArgumentException with fewer than two places
   */
  public static Line through(List<Point> points) {
    if (points.stream().mapToDouble(Point::at).distinct().count() < 2) {
      throw new IllegalArgumentException(
          "points: " + points.size() + " at one place (expected: at least two places)");
    }
    SimpleRegression regression = new SimpleRegression();
    points.forEach(point -> regression.addData(point.at(), point.value()));
    long count = regression.getN();
    double wide = quantile(count - 2);
    return new Line(
        Fitted.around(regression.getIntercept(), wide * regression.getInterceptStdErr()),
        Fitted.around(regression.getSlope(), wide * regression.getSlopeStdErr()),
        count,
        points.stream().mapToDouble(Point::at).average().orElseThrow(),
        regression.getXSumSquares(),
        count > 2 ? Math.sqrt(regression.getMeanSquareError()) : Double.NaN);
  }

  /**
   * The line through points of different worth: weighted least squares, each point by the inverse
   * of its variance.
   *
   * @param deviations of the points in their order, each above 0
   * @throws IllegalArgumentException with fewer than three points or two places
   */
  public static Line weighted(List<Point> points, List<Double> deviations) {
    if (points.size() < 3 || points.stream().mapToDouble(Point::at).distinct().count() < 2) {
      throw new IllegalArgumentException(
          "points: " + points.size() + " (expected: at least three, at two places)");
    }
    double[] weights = weights(deviations);
    double[][] places = new double[points.size()][];
    double[] values = new double[points.size()];
    double mean = 0;
    for (int i = 0; i < weights.length; i++) {
      double root = Math.sqrt(weights[i]);
      places[i] = new double[] {root, root * points.get(i).at()};
      values[i] = root * points.get(i).value();
      mean += weights[i] * points.get(i).at() / weights.length;
    }
    double spread = 0;
    for (int i = 0; i < weights.length; i++) {
      double away = points.get(i).at() - mean;
      spread += weights[i] * away * away;
    }
    OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
    regression.setNoIntercept(true);
    regression.newSampleData(values, places);
    double[] found = regression.estimateRegressionParameters();
    double[] errors = regression.estimateRegressionParametersStandardErrors();
    double wide = quantile(points.size() - 2L);
    return new Line(
        Fitted.around(found[0], wide * errors[0]),
        Fitted.around(found[1], wide * errors[1]),
        points.size(),
        mean,
        spread,
        regression.estimateRegressionStandardError());
  }

  /** Inverse variances with mean 1. */
  private static double[] weights(List<Double> deviations) {
    double[] weights = deviations.stream().mapToDouble(each -> 1 / (each * each)).toArray();
    double mean = Arrays.stream(weights).average().orElseThrow();
    return Arrays.stream(weights).map(weight -> weight / mean).toArray();
  }

  /** The value on the line. */
  public double at(double place) {
    return intercept.value() + slope.value() * place;
  }

  /** One more measurement at that place, with the interval in which it lies. */
  public Fitted predict(double place) {
    double away = place - meanInput;
    double deviation = residual * Math.sqrt(1 + 1.0 / points + away * away / spread);
    return Fitted.around(at(place), quantile(points - 2) * deviation);
  }

  /** Student's t that leaves 2.5% on each side; NaN without a degree of freedom. */
  public static double quantile(long degrees) {
    return degrees < 1
        ? Double.NaN
        : new TDistribution(degrees).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
  }
}
