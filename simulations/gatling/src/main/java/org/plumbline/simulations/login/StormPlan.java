package org.plumbline.simulations.login;

import java.time.Duration;
import java.util.List;
import org.plumbline.simulations.load.LoadProfile;

/**
 * How the storm grows.
 *
 * @param perSecond logins a second of each step
 * @param step how long a step lasts
 * @param loginsPerUser how many devices of a user log in, at most
 * @param settle how long after the last intended login all may take to be in
 */
record StormPlan(List<Double> perSecond, Duration step, int loginsPerUser, Duration settle) {

  /** From what two cores hash with ease to more than they can. */
  private static final List<Double> RATES = List.of(4.0, 8.0, 16.0, 24.0);

  private static final int LOGINS_PER_USER = 8;

  StormPlan {
    perSecond = List.copyOf(perSecond);
  }

  static StormPlan of(LoadProfile profile) {
    return switch (profile.name()) {
      case "full" -> new StormPlan(RATES, Duration.ofSeconds(40), LOGINS_PER_USER, minutes(2));
      case "quick" -> new StormPlan(RATES, Duration.ofSeconds(6), LOGINS_PER_USER, minutes(1));
      default -> new StormPlan(RATES, Duration.ofSeconds(2), LOGINS_PER_USER, minutes(1));
    };
  }

  private static Duration minutes(int count) {
    return Duration.ofMinutes(count);
  }

  Duration length() {
    return step.multipliedBy(perSecond.size());
  }

  /** The rate at that second of the storm. */
  double rateAt(double second) {
    int number = (int) (second * 1e9 / step.toNanos());
    return perSecond.get(Math.clamp(number, 0, perSecond.size() - 1));
  }

  double rateMax() {
    return perSecond.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  /** Users for so many logins. */
  int users(int logins) {
    return Math.max(1, (logins + loginsPerUser - 1) / loginsPerUser);
  }
}
