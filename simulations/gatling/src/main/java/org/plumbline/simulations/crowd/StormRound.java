package org.plumbline.simulations.crowd;

import java.time.Duration;
import org.plumbline.swarm.SwarmReport;

/**
 * All connections at once.
 *
 * @param connections how many were to come, beside those that stood before to warm the swarm up
 * @param all whether all came
 * @param toLast until the last one stood, or until nobody waited any longer
 * @param nodesCpuMicros processor time of all nodes meanwhile
 * @param report what the swarm saw
 */
record StormRound(
    int connections, boolean all, Duration toLast, double nodesCpuMicros, SwarmReport report) {

  double perSecond() {
    return connections / (toLast.toNanos() / 1e9);
  }

  /** Attempts that failed in any other way than by a refusal that says when to come back. */
  long failedOtherwise() {
    long refusals =
        report.refusals().entrySet().stream()
            .filter(entry -> !entry.getKey().equals("503") && !entry.getKey().equals("429"))
            .mapToLong(entry -> entry.getValue())
            .sum();
    return refusals + report.failures().values().stream().mapToLong(Long::longValue).sum();
  }

  long refused() {
    return report.refusals().values().stream().mapToLong(Long::longValue).sum();
  }
}
