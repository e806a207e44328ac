package org.plumbline.capacity.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What one process costs: busy time a second on the line {@code idle + rate x each message}.
 *
 * @param process as the environment calls it
 * @param idleMicrosPerSecond processor time a second without a message
 * @param microsPerMessage what each further message adds
 */
public record StepCost(String process, Fitted idleMicrosPerSecond, Fitted microsPerMessage) {

  /** Of every process; empty with fewer than two rates. */
  static List<StepCost> of(List<LoadLevel> levels) {
    if (levels.stream().mapToDouble(LoadLevel::rate).distinct().count() < 2) {
      return List.of();
    }
    TreeSet<String> processes = new TreeSet<>();
    levels.forEach(level -> processes.addAll(level.cpuMicros().keySet()));
    List<StepCost> costs = new ArrayList<>();
    for (String process : processes) {
      Line line =
          Line.through(
              levels.stream()
                  .map(
                      level ->
                          new Line.Point(
                              level.rate(),
                              level.rate() * level.cpuMicros().getOrDefault(process, 0.0)))
                  .toList());
      costs.add(new StepCost(process, line.intercept(), line.slope()));
    }
    return List.copyOf(costs);
  }
}
