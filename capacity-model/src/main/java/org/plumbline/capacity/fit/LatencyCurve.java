package org.plumbline.capacity.fit;

import java.util.List;
import java.util.Optional;

/**
 * The 99th percentile of delivery against load: {@code base + scale x rho / (1 - rho)}, the form of
 * waiting in M/G/1 (Pollaczek-Khinchine), where {@code rho} is the busy share of all cores and
 * follows from the rate by a line. The scale is fitted, since the messages of a batch wait
 * together; levels whose percentile is less certain weigh less.
 *
 * @param busy cores used against messages a second
 * @param curve milliseconds against {@code rho / (1 - rho)}
 * @param cores of the machine
 */
public record LatencyCurve(Line busy, Line curve, int cores) {

  static final int LEVELS_MIN = 3;

  /**
   * Empty with fewer than three levels, where a level leaves no core idle, or where more messages
   * do not cost more.
   */
  static Optional<LatencyCurve> fit(List<LoadLevel> levels, int cores) {
    if (levels.stream().mapToDouble(LoadLevel::rate).distinct().count() < LEVELS_MIN) {
      return Optional.empty();
    }
    Line busy =
        Line.through(
            levels.stream().map(level -> new Line.Point(level.rate(), level.busyCores())).toList());
    if (busy.slope().value() <= 0
        || levels.stream().anyMatch(level -> !possible(busy.at(level.rate()) / cores))) {
      return Optional.empty();
    }
    Line curve =
        Line.weighted(
            levels.stream()
                .map(
                    level ->
                        new Line.Point(load(busy.at(level.rate()) / cores), level.tailMillis()))
                .toList(),
            levels.stream().map(LoadLevel::tailDeviation).toList());
    return Optional.of(new LatencyCurve(busy, curve, cores));
  }

  /** The busy share of all cores at that rate; may reach 1, where no latency is finite. */
  public double utilisation(double rate) {
    return busy.at(rate) / cores;
  }

  /** Milliseconds at that rate; empty where the cores would not suffice. */
  public Optional<Fitted> at(double rate) {
    double share = utilisation(rate);
    return possible(share) ? Optional.of(curve.predict(load(share))) : Optional.empty();
  }

  /**
   * The rate at which the percentile reaches so many milliseconds, or at which all cores are busy,
   * whichever is lower; empty where even the idle cost is too much.
   */
  public Optional<Double> rateAt(double millis) {
    double scale = curve.slope().value();
    double load = (millis - curve.intercept().value()) / scale;
    double share = scale > 0 && load > 0 ? load / (1 + load) : 1;
    double rate = (share * cores - busy.intercept().value()) / busy.slope().value();
    return rate > 0 ? Optional.of(rate) : Optional.empty();
  }

  private static boolean possible(double share) {
    return share >= 0 && share < 1;
  }

  private static double load(double share) {
    return share / (1 - share);
  }
}
