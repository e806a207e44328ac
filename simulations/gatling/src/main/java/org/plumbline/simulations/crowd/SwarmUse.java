package org.plumbline.simulations.crowd;

import java.util.List;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.simulations.driver.LoadReport;
import org.plumbline.simulations.load.GeneratorPriority;
import org.plumbline.simulations.load.LoadContext;
import org.plumbline.simulations.measure.GeneratorMeter;
import org.plumbline.simulations.measure.Percentiles;
import org.plumbline.simulations.measure.SaturationRule;
import org.plumbline.swarm.Swarm;
import org.plumbline.swarm.SwarmReport;
import org.plumbline.swarm.TrafficReport;

/**
 * What the swarm itself took while something was measured.
 *
 * @param use processor time of all its processes, and the time on the wall
 * @param lag how late it wrote
 * @param cost at the end
 */
record SwarmUse(GeneratorMeter.Use use, Percentiles lag, SwarmReport.Cost cost) {

  /** Between two reports. */
  static SwarmUse between(
      SwarmReport before, SwarmReport after, long elapsedNanos, TrafficReport traffic) {
    return new SwarmUse(
        new GeneratorMeter.Use(
            after.cost().cpuNanos() - before.cost().cpuNanos(),
            elapsedNanos,
            Runtime.getRuntime().availableProcessors()),
        new Percentiles(traffic.lag()),
        after.cost());
  }

  /** The limits that a sound generator does not pass. */
  List<String> passedLimits(LoadContext context) {
    return SaturationRule.HOUSE.passedLimits(
        use.ofShare(context.profile().generatorShare()), lag.micros(99) / 1e3);
  }

  /** Settings, figures and the finding about the generator. */
  void tell(LoadReport report, GeneratorPriority priority, long sockets) {
    report
        .set("generator_priority", priority.label())
        .set("swarm_processes", cost.processes())
        .set("swarm_sockets_per_process_max", Swarm.socketsPerProcess())
        .generator(use, lag)
        .put(
            "swarm_resident_bytes", Figure.of((double) cost.residentBytes(), "B", cost.processes()))
        .put("swarm_cpu_seconds", Figure.of(cost.cpuNanos() / 1e9, "s", cost.processes()));
    if (sockets > 0) {
      report.put(
          "swarm_resident_bytes_per_socket",
          Figure.of((double) cost.residentBytes() / sockets, "B", cost.processes()));
    }
  }
}
