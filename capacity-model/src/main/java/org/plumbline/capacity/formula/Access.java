package org.plumbline.capacity.formula;

import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.EventRate;
import org.plumbline.capacity.quantity.TimeSpan;

/** What a read or a write touches, and what it waits for. */
public final class Access {
  /** Light in fibre: 200 km in a millisecond, two thirds of its speed in vacuum. */
  private static final double FIBRE_KILOMETRES_PER_SECOND = 200_000;

  private Access() {}

  /**
   * The share of reads slower than the 99th percentile of one part, when a read waits for that many
   * parts at once: 1 - 0.99^parts (Dean and Barroso, The Tail at Scale, 2013).
   */
  public static double slowerThanTail(double parts) {
    return 1 - Math.pow(0.99, parts);
  }

  /**
   * The share of messages overwritten when their key has room for one in each slot of time, and
   * they come independently of each other: 1 - (1 - e^-m) / m, where m is the mean number in a
   * slot.
   */
  public static double overwrittenShare(EventRate messages, TimeSpan slot) {
    double mean = messages.perSecond() * slot.seconds();
    return 1 - (1 - Math.exp(-mean)) / mean;
  }

  /** There and back through fibre: 2 x distance over 200 km/ms; routers come on top. */
  public static TimeSpan roundTrip(double kilometres) {
    return new TimeSpan(2 * kilometres / FIBRE_KILOMETRES_PER_SECOND);
  }

  /** Little's law: how many are busy at once, rate x time of each. */
  public static Count busy(EventRate rate, TimeSpan each, String what) {
    return new Count(rate.perSecond() * each.seconds(), what);
  }

  /**
   * The share of look-ups that a copy saves which is kept for a time after each miss: rate x time
   * over 1 + rate x time, for look-ups that come independently of each other.
   */
  public static double savedByCopy(EventRate lookUps, TimeSpan keptFor) {
    double during = lookUps.perSecond() * keptFor.seconds();
    return during / (1 + during);
  }

  /**
   * Amdahl's law: how many times one node's work {@code nodes} do when {@code serial} of it cannot
   * be shared, nodes / (1 + serial x (nodes - 1)).
   */
  public static double speedUp(double nodes, double serial) {
    return nodes / (1 + serial * (nodes - 1));
  }

  /**
   * The fullest of {@code bins} over the mean when {@code balls} fall at random: about 1 + sqrt(2 x
   * ln(bins) x bins / balls), for many balls in each (Raab and Steger, 1998).
   */
  public static double fullestOverMean(double balls, double bins) {
    return 1 + Math.sqrt(2 * Math.log(bins) * bins / balls);
  }
}
