package org.plumbline.simulations.maximum;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Processor time of processes by their names; several may share one, whose sum it is then. */
final class ProcessTimes {

  private final Map<String, Collection<Long>> processes;

  ProcessTimes(Map<String, Collection<Long>> processes) {
    this.processes = Map.copyOf(processes);
  }

  /** Microseconds since each process' start; one that has ended counts nothing. */
  SortedMap<String, Double> micros() {
    SortedMap<String, Double> micros = new TreeMap<>();
    processes.forEach(
        (name, pids) -> micros.put(name, pids.stream().mapToDouble(ProcessTimes::micros).sum()));
    return micros;
  }

  private static double micros(long pid) {
    return ProcessHandle.of(pid)
            .flatMap(process -> process.info().totalCpuDuration())
            .orElse(Duration.ZERO)
            .toNanos()
        / 1e3;
  }

  /** What was used between two readings. */
  static SortedMap<String, Double> between(Map<String, Double> before, Map<String, Double> after) {
    SortedMap<String, Double> used = new TreeMap<>();
    after.forEach((name, micros) -> used.put(name, micros - before.getOrDefault(name, 0.0)));
    return used;
  }
}
