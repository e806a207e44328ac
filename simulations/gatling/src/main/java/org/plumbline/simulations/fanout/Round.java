package org.plumbline.simulations.fanout;

import java.util.List;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/**
 * What one side did in one round.
 *
 * @param offered messages a second that were to be sent
 * @param seconds time on the wall until the last delivery, or until no more was waited for
 * @param cpuSeconds processor time of all processes that delivered
 * @param sent messages written
 * @param refused messages that were answered by an error, or could not be written
 * @param complete messages that all recipients got
 * @param delivered arrivals
 * @param delivery until a message was with a recipient, in microseconds from its intended time
 * @param lastMember the same until it was with the last one, of the complete messages
 * @param lag how late it was written
 * @param generatorCpuSeconds processor time of the processes that sent and received
 */
record Round(
    double offered,
    double seconds,
    double cpuSeconds,
    long sent,
    long refused,
    long complete,
    long delivered,
    Histogram delivery,
    Histogram lastMember,
    Histogram lag,
    double generatorCpuSeconds) {

  private static final double MICROS_PER_MILLI = 1_000;

  double deliveriesPerSecond() {
    return delivered / seconds;
  }

  /** NaN where no processor time was seen. */
  double deliveriesPerCpuSecond() {
    return cpuSeconds > 0 ? delivered / cpuSeconds : Double.NaN;
  }

  /** Whether all got everything that was sent. */
  boolean isComplete() {
    return sent > 0 && refused == 0 && complete == sent;
  }

  /** Of the complete messages; 0 when there is none. */
  double lastMemberMillis(double percentile) {
    return lastMember.getTotalCount() == 0
        ? 0
        : lastMember.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }

  /** The latencies of several rounds, one histogram for each. */
  static List<Histogram> of(List<Round> rounds, Function<Round, Histogram> which) {
    return rounds.stream().map(which).toList();
  }
}
