package org.plumbline.capacity.order;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.plumbline.capacity.formula.Snowflake;
import org.plumbline.capacity.quantity.EventRate;
import org.plumbline.capacity.quantity.TimeSpan;

/**
 * One thread whose messages are numbered by several servers, each by its own clock (s2 line 70, s4
 * line 113). Messages come as a Poisson process, and each meets any of the servers equally likely.
 * Two neighbours are inverted when the later one has the lower number.
 *
 * @param ahead how far each server's clock is ahead of the one most behind; at least one server
 */
public record SkewedServers(List<TimeSpan> ahead) {

  /** So that no clock is before the epoch of the ids. */
  private static final double START_MILLIS = 1e9;

  public SkewedServers {
    if (ahead.isEmpty() || ahead.size() > Snowflake.workers()) {
      throw new IllegalArgumentException(
          "ahead: "
              + ahead.size()
              + " servers (expected: 1 to "
              + Snowflake.workers()
              + ", as many as an id can name)");
    }
    ahead = List.copyOf(ahead);
  }

  /** Two servers, one of which is ahead of the other by this much. */
  public static SkewedServers two(TimeSpan skew) {
    return new SkewedServers(List.of(skew, skew.nothing()));
  }

  /** One server: there is nothing that its clock could differ from. */
  public static SkewedServers one() {
    return new SkewedServers(List.of(TimeSpan.ofMillis(0)));
  }

  /**
   * The share of neighbouring messages that are inverted, 0 to 1/2: the mean over all ordered pairs
   * of servers of the chance that the second message comes sooner than the first one's clock is
   * ahead, 1 - e^(-rate x difference). For two servers that is 1/4 x (1 - e^(-rate x skew)).
   *
   * @param messages the thread's own rate
   */
  public double invertedShare(EventRate messages) {
    double sum = 0;
    for (TimeSpan first : ahead) {
      for (TimeSpan second : ahead) {
        double difference = Math.max(0, first.seconds() - second.seconds());
        sum += -Math.expm1(-messages.perSecond() * difference);
      }
    }
    return sum / ((double) ahead.size() * ahead.size());
  }

  /**
   * How much two clocks may differ so that no more than this share of the neighbours is inverted.
   *
   * @param share above 0 and below 1/4, which two servers never reach
   */
  public static TimeSpan skewFor(double share, EventRate messages) {
    if (!(share > 0 && share < 0.25)) {
      throw new IllegalArgumentException(
          "share: " + share + " (expected: above 0 and below 0.25, which two servers never reach)");
    }
    return new TimeSpan(-Math.log1p(-4 * share) / messages.perSecond());
  }

  /**
   * What came out.
   *
   * @param neighbours pairs of messages that came one after the other
   * @param inverted those of them whose later message has the lower id
   * @param duplicates messages whose id another one has
   */
  public record Seen(int neighbours, int inverted, int duplicates) {
    /** The share of inverted neighbours. */
    public double share() {
      return neighbours == 0 ? 0 : (double) inverted / neighbours;
    }
  }

  /**
   * Gives so many messages their Snowflake ids, in the order in which they come, and looks at the
   * ids: the same seed gives the same answer.
   *
   * @param count messages, at least 1
   */
  public Seen simulate(EventRate messages, int count, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Worker[] workers = new Worker[ahead.size()];
    for (int number = 0; number < workers.length; number++) {
      workers[number] = new Worker(number, ahead.get(number));
    }
    Set<Long> ids = new HashSet<>();
    double millis = START_MILLIS;
    long before = Long.MIN_VALUE;
    int inverted = 0;
    for (int i = 0; i < count; i++) {
      millis += random.nextExponential() / messages.perSecond() * 1_000;
      long id = workers[random.nextInt(workers.length)].next(millis);
      inverted += id < before ? 1 : 0;
      before = id;
      ids.add(id);
    }
    return new Seen(count - 1, inverted, count - ids.size());
  }

  /** A maker of ids with a clock of its own, which never goes back. */
  private static final class Worker {
    private final int number;
    private final TimeSpan ahead;
    private long lastMillis;
    private int sequence;

    Worker(int number, TimeSpan ahead) {
      this.number = number;
      this.ahead = ahead;
    }

    long next(double trueMillis) {
      long millis = Math.max(lastMillis, (long) (trueMillis + ahead.millis()));
      sequence = millis == lastMillis ? sequence + 1 : 0;
      if (sequence == Snowflake.idsPerMillisecondAndWorker()) {
        millis++;
        sequence = 0;
      }
      lastMillis = millis;
      return Snowflake.id(millis, number, sequence);
    }
  }
}
