package org.plumbline.simulations.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * When each message is meant to be sent, fixed before the load begins (open model): no answer,
 * however late, moves a later message.
 *
 * <p>Each sender's messages are a Poisson process of their own, drawn from a seed of their own, so
 * that adding a sender does not move the others. Messages are numbered through, sender by sender.
 */
public final class ArrivalSchedule {

  private final long[] intendedMicros;
  private final int[] firstOfSender;

  private ArrivalSchedule(long[] intendedMicros, int[] firstOfSender) {
    this.intendedMicros = intendedMicros;
    this.firstOfSender = firstOfSender;
  }

  /**
   * Draws the schedule.
   *
   * @param messagesPerSecond of all senders together
   * @param length how long messages are sent; intended times are from 0 up to it
   */
  public static ArrivalSchedule poisson(
      long seed, int senders, double messagesPerSecond, Duration length) {
    double meanGapMicros = senders * 1e6 / messagesPerSecond;
    double endMicros = length.toNanos() / 1e3;
    int[] firsts = new int[senders + 1];
    long[] times = new long[1024];
    int count = 0;
    for (int sender = 0; sender < senders; sender++) {
      firsts[sender] = count;
      SplittableRandom random = new SplittableRandom(seed * 1_000_003L + sender);
      for (double at = gap(random, meanGapMicros);
          at < endMicros;
          at += gap(random, meanGapMicros)) {
        if (count == times.length) {
          times = Arrays.copyOf(times, count * 2);
        }
        times[count++] = (long) at;
      }
    }
    firsts[senders] = count;
    return new ArrivalSchedule(Arrays.copyOf(times, count), firsts);
  }

  /**
   * Draws the schedule of one sender whose rate changes, by thinning (P. A. W. Lewis, G. S.
   * Shedler, Simulation of nonhomogeneous Poisson processes by thinning, Naval Research Logistics
   * 26, 1979).
   *
   * @param perSecond messages a second at each second from the start; at most {@code perSecondMax}
   * @param length how long messages are sent
   */
  public static ArrivalSchedule varying(
      long seed, DoubleUnaryOperator perSecond, double perSecondMax, Duration length) {
    ArrivalSchedule candidates = poisson(seed, 1, perSecondMax, length);
    SplittableRandom random = new SplittableRandom(~seed);
    long[] kept =
        Arrays.stream(candidates.intendedMicros)
            .filter(at -> random.nextDouble() * perSecondMax < perSecond.applyAsDouble(at / 1e6))
            .toArray();
    return new ArrivalSchedule(kept, new int[] {0, kept.length});
  }

  private static double gap(SplittableRandom random, double meanMicros) {
    return -meanMicros * Math.log(1.0 - random.nextDouble());
  }

  /** How many messages all senders have. */
  public int messages() {
    return intendedMicros.length;
  }

  /** How many senders there are. */
  public int senders() {
    return firstOfSender.length - 1;
  }

  /** The number of the sender's first message. */
  public int firstOf(int sender) {
    return firstOfSender[sender];
  }

  /** One more than the number of the sender's last message. */
  public int endOf(int sender) {
    return firstOfSender[sender + 1];
  }

  /** Microseconds from the start of the warm-up. */
  public long intendedMicros(int message) {
    return intendedMicros[message];
  }

  /** The number of the sender of that message. */
  public int senderOf(int message) {
    int found = Arrays.binarySearch(firstOfSender, message);
    if (found < 0) {
      return -found - 2;
    }
    // Senders without messages share their first number with the next one: the last of them sent
    // it.
    while (found + 1 < firstOfSender.length && firstOfSender[found + 1] == message) {
      found++;
    }
    return found;
  }
}
