package org.plumbline.capacity.fit;

import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
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
