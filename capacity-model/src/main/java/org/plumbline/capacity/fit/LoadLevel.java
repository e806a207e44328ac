package org.plumbline.capacity.fit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;

/**
 * One level of {@code load.find_maximum}.
 *
 * @param percent of the maximum that was offered
 * @param rate messages acknowledged a second
 * @param medianMillis delivery, 50th percentile
 * @param tailMillis delivery, 99th percentile
 * @param tailDeviation half of its 95% interval, or a tenth of it where none is known
 * @param cpuMicros processor time a message of each process of the machine, the generator's too
 */
public record LoadLevel(
    int percent,
    double rate,
    double medianMillis,
    double tailMillis,
    double tailDeviation,
    SortedMap<String, Double> cpuMicros) {

  static final String EVIDENCE = "load.find_maximum";

  private static final Pattern RATE = Pattern.compile("level_(\\d+)_rate");

  public LoadLevel {
    cpuMicros = new TreeMap<>(cpuMicros);
  }

  /** All whole levels of that evidence, by their rate. */
  static List<LoadLevel> of(Evidence evidence) {
    List<LoadLevel> levels = new ArrayList<>();
    for (String name : evidence.figures().keySet()) {
      Matcher rate = RATE.matcher(name);
      if (rate.matches()) {
        level(evidence, Integer.parseInt(rate.group(1))).ifPresent(levels::add);
      }
    }
    levels.sort(Comparator.comparingDouble(LoadLevel::rate));
    return levels;
  }

  /** Cores that all processes used: rate x processor time a message. */
  double busyCores() {
    return rate * cpuMicros.values().stream().mapToDouble(Double::doubleValue).sum() / 1e6;
  }

  private static Optional<LoadLevel> level(Evidence evidence, int percent) {
    String start = "level_" + percent + "_";
    Optional<Double> rate = positive(evidence, start + "rate", "1/s");
    Optional<Double> median = positive(evidence, start + "delivery_p50", "ms");
    Optional<Double> tail = positive(evidence, start + "delivery_p99", "ms");
    SortedMap<String, Double> cpu = new TreeMap<>();
    String costs = start + "cpu_us_per_message_";
    for (Map.Entry<String, Figure> figure : evidence.figures().tailMap(costs).entrySet()) {
      if (!figure.getKey().startsWith(costs)) {
        break;
      }
      cpu.put(figure.getKey().substring(costs.length()), figure.getValue().value());
    }
    return rate.isEmpty() || median.isEmpty() || tail.isEmpty() || cpu.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new LoadLevel(
                percent,
                rate.get(),
                median.get(),
                tail.get(),
                deviation(evidence, start + "delivery_p99"),
                cpu));
  }

  /** Not below a hundredth of the figure: an interval of few samples may be too narrow. */
  private static double deviation(Evidence evidence, String name) {
    Figure figure = evidence.figure(name).orElseThrow();
    Double low = figure.low();
    Double high = figure.high();
    return low == null || high == null
        ? figure.value() / 10
        : Math.max((high - low) / 2, figure.value() / 100);
  }

  private static Optional<Double> positive(Evidence evidence, String name, String unit) {
    Optional<Figure> figure = evidence.figure(name);
    figure
        .filter(found -> !found.unit().equals(unit))
        .ifPresent(
            found -> {
              throw new IllegalArgumentException(
                  evidence.id()
                      + "/"
                      + name
                      + ": unit: "
                      + found.unit()
                      + " (expected: "
                      + unit
                      + ")");
            });
    return figure.map(Figure::value).filter(value -> value > 0);
  }
}
