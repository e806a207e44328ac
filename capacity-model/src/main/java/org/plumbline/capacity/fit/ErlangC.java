package org.plumbline.capacity.fit;

/**
 * The queue M/M/c, first come first served: Poisson arrivals, exponential service, {@code c}
 * servers (A. K. Erlang 1917; Kleinrock, Queueing Systems I, section 3.5).
 *
 * @param servers c, at least 1
 * @param arrivals a second, at least 0
 * @param serviceSeconds mean time of one service, above 0
 */
public record ErlangC(int servers, double arrivals, double serviceSeconds) {

  private static final int HALVINGS = 200;

  public ErlangC {
    if (servers < 1) {
      throw new IllegalArgumentException("servers: " + servers + " (expected: at least 1)");
    }
    if (!(arrivals >= 0)) {
      throw new IllegalArgumentException("arrivals: " + arrivals + " (expected: at least 0)");
    }
    if (!(serviceSeconds > 0)) {
      throw new IllegalArgumentException(
          "serviceSeconds: " + serviceSeconds + " (expected: above 0)");
    }
    if (arrivals * serviceSeconds >= servers) {
      throw new IllegalArgumentException(
          "arrivals: "
              + arrivals
              + " of "
              + serviceSeconds
              + " s each (expected: less work than "
              + servers
              + " servers can do)");
    }
  }

  /** The share of time that a server is busy, below 1. */
  public double utilisation() {
    return arrivals * serviceSeconds / servers;
  }

  /** The share of arrivals that wait: Erlang's C, from his B by its stable recursion. */
  public double waitingShare() {
    double offered = arrivals * serviceSeconds;
    double blocked = 1;
    for (int server = 1; server <= servers; server++) {
      blocked = offered * blocked / (server + offered * blocked);
    }
    return blocked / (1 - utilisation() * (1 - blocked));
  }

  /** Mean wait in seconds: {@code C / (c mu - lambda)}. */
  public double meanWaitSeconds() {
    return waitingShare() / drain();
  }

  /** Mean time from arrival to the end of service, in seconds. */
  public double meanSecondsInAll() {
    return meanWaitSeconds() + serviceSeconds;
  }

  /** The share of arrivals that wait longer than so many seconds. */
  public double waitsLonger(double seconds) {
    return waitingShare() * Math.exp(-drain() * seconds);
  }

  /** The share of arrivals whose wait and service last longer than so many seconds. */
  public double lastsLonger(double seconds) {
    double service = 1 / serviceSeconds;
    double drain = drain();
    double waiting = waitingShare();
    double servedAtOnce = Math.exp(-service * seconds);
    if (Math.abs(drain - service) < service * 1e-9) {
      return servedAtOnce * (1 + waiting * service * seconds);
    }
    double afterWaiting =
        (drain * servedAtOnce - service * Math.exp(-drain * seconds)) / (drain - service);
    return (1 - waiting) * servedAtOnce + waiting * afterWaiting;
  }

  /**
   * The percentile of wait and service together, in seconds.
   *
   * @param share below it, for example 0.99
   */
  public double secondsInAll(double share) {
    double high = serviceSeconds;
    while (lastsLonger(high) > 1 - share) {
      high *= 2;
    }
    double low = 0;
    for (int i = 0; i < HALVINGS && high - low > high * 1e-12; i++) {
      double middle = (low + high) / 2;
      if (lastsLonger(middle) > 1 - share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private double drain() {
    return servers / serviceSeconds - arrivals;
  }
}
