package org.plumbline.simulations.calibration;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.capacity.evidence.Figure;

/**
 * How much one quantity grows with another, by least squares with its 95% interval by Student's t
 * (N. R. Draper, H. Smith, Applied Regression Analysis, 3rd edition, 1998, section 1.3). Several
 * groups of points share one slope, and each has a constant of its own (section 14.3): a process
 * has a fixed cost, which is none of the slope's business.
 */
public final class SlopeEstimate {

  /** One point. */
  public record Point(double x, double y) {}

  private SlopeEstimate() {}

  /**
   * The slope as a figure; without an interval when there are too few points for one.
   *
   * @param groups of points; in one of them at least there are two different x
   */
  public static Figure of(List<List<Point>> groups, String unit) {
    double squares = 0;
    double products = 0;
    int points = 0;
    for (List<Point> group : groups) {
      double meanX = group.stream().mapToDouble(Point::x).average().orElse(0);
      double meanY = group.stream().mapToDouble(Point::y).average().orElse(0);
      for (Point point : group) {
        squares += (point.x() - meanX) * (point.x() - meanX);
        products += (point.x() - meanX) * (point.y() - meanY);
        points++;
      }
    }
    if (!(squares > 0)) {
      throw new IllegalArgumentException("groups: " + groups + " (expected: two different x)");
    }
    double slope = products / squares;
    int degrees = points - groups.size() - 1;
    if (degrees < 1) {
      return Figure.of(slope, unit, points);
    }
    double error = Math.sqrt(residual(groups, slope) / degrees / squares);
    double half = RatioEstimate.studentT(degrees) * error;
    return Figure.of(slope, unit, slope - half, slope + half, points);
  }

  private static double residual(List<List<Point>> groups, double slope) {
    List<Double> left = new ArrayList<>();
    for (List<Point> group : groups) {
      double meanX = group.stream().mapToDouble(Point::x).average().orElse(0);
      double meanY = group.stream().mapToDouble(Point::y).average().orElse(0);
      for (Point point : group) {
        left.add(point.y() - meanY - slope * (point.x() - meanX));
      }
    }
    return left.stream().mapToDouble(value -> value * value).sum();
  }
}
