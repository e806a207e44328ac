package org.plumbline.capacity.fit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.fit.Prediction.Quantity;

/**
 * What was fitted on the evidence of one or more runs, and how well it predicts what it has not
 * seen. Serialises to JSON as it stands.
 *
 * @param stepCosts processor time of each process, from the largest {@code find_maximum}
 * @param latency the 99th percentile against load, or null without enough levels
 * @param queues pure queues beside the measured percentile, a level each
 * @param scalability throughput against nodes, or null with fewer than three numbers of them
 * @param peak busiest moment of the day, or null where no day was measured
 * @param predictions held-out ones, each with its error
 * @param summary of each quantity the worst that happened
 */
public record PredictionReport(
    List<StepCost> stepCosts,
    @Nullable LatencyCurve latency,
    List<QueueComparison> queues,
    @Nullable UniversalScalability scalability,
    @Nullable DiurnalPeak peak,
    List<Prediction> predictions,
    Map<Quantity, Agreement> summary) {

  private static final Pattern HOUR = Pattern.compile("rate_h(\\d\\d)");
  private static final double HALF_A_SLICE = 1.5;

  public PredictionReport {
    stepCosts = List.copyOf(stepCosts);
    queues = List.copyOf(queues);
    predictions = List.copyOf(predictions);
    summary = Map.copyOf(summary);
  }

  /**
   * Fits and predicts.
   *
   * @param evidence of one run, or of several with different numbers of nodes or rates
   * @param memory steps of connections of the chat nodes; may be empty
   * @param cores of the machine that all processes shared, at least 1
   */
  public static PredictionReport of(
      List<Evidence> evidence, List<ConnectionMemory> memory, int cores) {
    List<Prediction> predictions = new ArrayList<>();
    List<LoadLevel> levels = List.of();
    Map<Integer, Line.Point> throughputs = new LinkedHashMap<>();
    for (Evidence one : evidence) {
      if (one.id().equals(LoadLevel.EVIDENCE)) {
        List<LoadLevel> found = LoadLevel.of(one);
        predictions.addAll(HeldOut.maximum(one, found, cores));
        predictions.addAll(HeldOut.tails(found, cores));
        throughput(one).ifPresent(point -> throughputs.put((int) point.at(), point));
        levels = found.size() >= levels.size() ? found : levels;
      }
    }
    List<Line.Point> byNodes = List.copyOf(throughputs.values());
    predictions.addAll(HeldOut.nodes(byNodes));
    predictions.addAll(HeldOut.memory(memory));
    predictions.addAll(HeldOut.bytes(evidence));
    complete(predictions);
    return new PredictionReport(
        StepCost.of(levels),
        LatencyCurve.fit(levels, cores).orElse(null),
        QueueComparison.of(levels, cores),
        UniversalScalability.fit(byNodes).orElse(null),
        peak(evidence).orElse(null),
        predictions,
        summary(predictions));
  }

  /** The same and further comparisons, which count in the summary. */
  public PredictionReport with(List<Prediction> further) {
    List<Prediction> all = new ArrayList<>(predictions);
    all.addAll(further);
    return new PredictionReport(stepCosts, latency, queues, scalability, peak, all, summary(all));
  }

  /** Whether anything was predicted at all. */
  public boolean anything() {
    return predictions.stream().anyMatch(one -> one.agreement() != Agreement.NOT_RUN);
  }

  private static void complete(List<Prediction> predictions) {
    Map<Quantity, String> wanted =
        Map.of(
            Quantity.THROUGHPUT, "needs a confirmed maximum and levels below it (find_maximum)",
            Quantity.DELIVERY_P99, "needs four or more load levels (find_maximum)");
    wanted.forEach(
        (quantity, reason) -> {
          if (predictions.stream().noneMatch(one -> one.quantity() == quantity)) {
            predictions.add(Prediction.missing(quantity, reason));
          }
        });
  }

  /** One prediction beyond its target makes its quantity inconclusive. */
  private static Map<Quantity, Agreement> summary(List<Prediction> predictions) {
    Map<Quantity, Agreement> summary = new EnumMap<>(Quantity.class);
    for (Prediction one : predictions) {
      summary.merge(
          one.quantity(),
          one.agreement(),
          (a, b) ->
              a == Agreement.INCONCLUSIVE || b == Agreement.INCONCLUSIVE
                  ? Agreement.INCONCLUSIVE
                  : a == Agreement.NOT_RUN ? b : a);
    }
    return summary;
  }

  private static Optional<Line.Point> throughput(Evidence evidence) {
    String nodes = evidence.settings().getOrDefault("nodes", "");
    return evidence
        .figure("maximum")
        .filter(maximum -> maximum.value() > 0 && nodes.matches("[1-9]\\d{0,3}"))
        .map(maximum -> new Line.Point(Integer.parseInt(nodes), maximum.value()));
  }

  private static Optional<DiurnalPeak> peak(List<Evidence> evidence) {
    List<Line.Point> rates = new ArrayList<>();
    for (Evidence one : evidence) {
      if (one.id().equals("load.mixed_day") && rates.isEmpty()) {
        for (Map.Entry<String, Figure> figure : one.figures().entrySet()) {
          Matcher hour = HOUR.matcher(figure.getKey());
          if (hour.matches()) {
            double middle = Integer.parseInt(hour.group(1)) + HALF_A_SLICE;
            rates.add(new Line.Point(middle, figure.getValue().value()));
          }
        }
      }
    }
    double sum = rates.stream().mapToDouble(Line.Point::value).sum();
    return rates.size() < DiurnalPeak.RATES_MIN || !(sum > 0)
        ? Optional.empty()
        : Optional.of(DiurnalPeak.of(rates));
  }
}
