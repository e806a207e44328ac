package org.plumbline.capacity.fit;

/**
 * The queue M/G/1: Poisson arrivals, one server, service times of any distribution (Pollaczek 1930,
 * Khinchine 1932; Kleinrock, Queueing Systems I, section 5.6).
 *
 * @param arrivals a second, at least 0
 * @param serviceSeconds mean service time, above 0
 * @param variation squared coefficient of variation of the service time: 0 when all last equally
 *     long, 1 for exponential ones
 */
public record PollaczekKhinchine(double arrivals, double serviceSeconds, double variation) {

  public PollaczekKhinchine {
    if (!(arrivals >= 0)) {
      throw new IllegalArgumentException("arrivals: " + arrivals + " (expected: at least 0)");
    }
    if (!(serviceSeconds > 0)) {
      throw new IllegalArgumentException(
          "serviceSeconds: " + serviceSeconds + " (expected: above 0)");
    }
    if (!(variation >= 0)) {
      throw new IllegalArgumentException("variation: " + variation + " (expected: at least 0)");
    }
    if (arrivals * serviceSeconds >= 1) {
      throw new IllegalArgumentException(
          "arrivals: " + arrivals + " of " + serviceSeconds + " s each (expected: below 1 in all)");
    }
  }

  /** The share of time that the server is busy, below 1. */
  public double utilisation() {
    return arrivals * serviceSeconds;
  }

  /** Mean wait in seconds: {@code rho / (1 - rho) x (1 + variation) / 2 x service}. */
  public double meanWaitSeconds() {
    return utilisation() / (1 - utilisation()) * (1 + variation) / 2 * serviceSeconds;
  }

  /** Mean time from arrival to the end of service, in seconds. */
  public double meanSecondsInAll() {
    return meanWaitSeconds() + serviceSeconds;
  }

  /**
   * The percentile of the wait in seconds, by an exponential tail of the right mean: exact for
   * exponential service, near in heavy traffic (Kingman 1961).
   *
   * @param share below it, for example 0.99
   */
  public double waitSeconds(double share) {
    double busy = utilisation();
    return busy <= 1 - share ? 0 : meanWaitSeconds() / busy * Math.log(busy / (1 - share));
  }
}
