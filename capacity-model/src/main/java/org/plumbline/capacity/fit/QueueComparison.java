package org.plumbline.capacity.fit;

import java.util.List;

/**
 * What pure queues with the measured service times say of one level, beside what was measured.
 *
 * @param rate messages a second
 * @param utilisation busy share of all cores
 * @param measuredMillis delivery, 99th percentile
 * @param erlangMillis wait and service in M/M/c with all cores, 99th percentile
 * @param pollaczekMillis wait in M/G/1 with exponential service on one server as fast as all cores,
 *     99th percentile, and one service
 */
public record QueueComparison(
    double rate,
    double utilisation,
    double measuredMillis,
    double erlangMillis,
    double pollaczekMillis) {

  private static final double TAIL = 0.99;

  /** Of the levels that leave a core idle; each message's service is its processor time. */
  static List<QueueComparison> of(List<LoadLevel> levels, int cores) {
    return levels.stream()
        .filter(level -> level.busyCores() > 0 && level.busyCores() < cores)
        .map(level -> compare(level, cores))
        .toList();
  }

  private static QueueComparison compare(LoadLevel level, int cores) {
    double service = level.busyCores() / level.rate();
    ErlangC shared = new ErlangC(cores, level.rate(), service);
    PollaczekKhinchine single = new PollaczekKhinchine(level.rate(), service / cores, 1);
    return new QueueComparison(
        level.rate(),
        shared.utilisation(),
        level.tailMillis(),
        shared.secondsInAll(TAIL) * 1e3,
        (single.waitSeconds(TAIL) + service) * 1e3);
  }
}
