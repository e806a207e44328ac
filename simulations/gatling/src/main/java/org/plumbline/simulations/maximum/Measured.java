package org.plumbline.simulations.maximum;

import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * A level with all that was measured of it.
 *
 * @param level what the search judges by
 * @param delivery in microseconds from the intended send, a histogram for each slice
 * @param lag how late the generator wrote, likewise
 * @param delivered arrivals of recorded messages
 * @param cpuMicros processor time over the recorded part, by process
 * @param generatorShare the part of its processor share that the generator used
 * @param redisRoundTrips those of the nodes to Redis between the two readings of their counters;
 *     NaN when a node did not tell
 */
record Measured(
    Level level,
    List<Histogram> delivery,
    List<Histogram> lag,
    long delivered,
    Map<String, Double> cpuMicros,
    double generatorShare,
    double redisRoundTrips) {

  /** What {@code cpuMicros} calls the load generator. */
  static final String SWARM = "swarm";

  Measured {
    delivery = List.copyOf(delivery);
    lag = List.copyOf(lag);
    cpuMicros = Map.copyOf(cpuMicros);
  }

  /** Processor time of nodes and servers together. */
  double serversMicros() {
    return cpuMicros.entrySet().stream()
        .filter(each -> !each.getKey().equals(SWARM))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  static Histogram sum(List<Histogram> slices) {
    Histogram all = new Histogram(3);
    slices.forEach(all::add);
    return all;
  }

  /**
   * The 99th percentile of all intended messages in milliseconds. One that never arrived came later
   * than all others: where they are more than a hundredth, it is infinite.
   */
  static double p99Millis(Histogram delivery, long intended) {
    long rank = (long) Math.ceil(0.99 * intended);
    long delivered = delivery.getTotalCount();
    if (rank > delivered || delivered == 0) {
      return Double.POSITIVE_INFINITY;
    }
    return delivery.getValueAtPercentile(100.0 * rank / delivered) / 1e3;
  }
}
