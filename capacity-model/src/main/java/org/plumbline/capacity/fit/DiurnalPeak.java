package org.plumbline.capacity.fit;

import java.util.List;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/**
 * The busiest moment of a day by its mean, from rates at some hours: a mean and two waves, of a day
 * and of half a day, by least squares ({@code rate = m + sum over k of a_k cos + b_k sin of 2 pi k
 * hour / 24}).
 *
 * @param factor busiest moment by mean
 * @param hour when it is, from 0 to below 24
 * @param busiestToMean the same of the given rates themselves, without a curve
 */
public record DiurnalPeak(Fitted factor, double hour, double busiestToMean) {

  private static final int HOURS = 24;
  private static final int WAVES = 2;
  private static final int STEPS_AN_HOUR = 60;

  /** As many rates as there are parameters, and one to tell the error by. */
  public static final int RATES_MIN = 2 * WAVES + 2;

  /**
   * The peak of the curve through these rates.
   *
   * @param rates places are hours of the day, values rates in any unit
   * @throws IllegalArgumentException with fewer than {@code RATES_MIN} rates
   */
  public static DiurnalPeak of(List<Line.Point> rates) {
    if (rates.size() < RATES_MIN) {
      throw new IllegalArgumentException(
          "rates: " + rates.size() + " (expected: at least " + RATES_MIN + ")");
    }
    OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
    regression.newSampleData(
        rates.stream().mapToDouble(Line.Point::value).toArray(),
        rates.stream().map(rate -> waves(rate.at())).toArray(double[][]::new));
    RealVector found = new ArrayRealVector(regression.estimateRegressionParameters());
    double hour = 0;
    for (int step = 1; step < HOURS * STEPS_AN_HOUR; step++) {
      double at = (double) step / STEPS_AN_HOUR;
      if (row(at).dotProduct(found) > row(hour).dotProduct(found)) {
        hour = at;
      }
    }
    double mean = found.getEntry(0);
    RealVector there = row(hour);
    double variance =
        MatrixUtils.createRealMatrix(regression.estimateRegressionParametersVariance())
                .preMultiply(there)
                .dotProduct(there)
            * regression.estimateErrorVariance();
    double wide = Line.quantile(rates.size() - (2L * WAVES + 1)) * Math.sqrt(variance);
    double average = rates.stream().mapToDouble(Line.Point::value).average().orElseThrow();
    double busiest = rates.stream().mapToDouble(Line.Point::value).max().orElseThrow();
    return new DiurnalPeak(
        Fitted.around(there.dotProduct(found) / mean, wide / mean), hour, busiest / average);
  }

  private static double[] waves(double hour) {
    double[] waves = new double[2 * WAVES];
    for (int wave = 1; wave <= WAVES; wave++) {
      double angle = 2 * Math.PI * wave * hour / HOURS;
      waves[2 * wave - 2] = Math.cos(angle);
      waves[2 * wave - 1] = Math.sin(angle);
    }
    return waves;
  }

  private static RealVector row(double hour) {
    return new ArrayRealVector(new double[] {1}, waves(hour));
  }
}
