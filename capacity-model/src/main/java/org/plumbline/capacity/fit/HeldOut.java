package org.plumbline.capacity.fit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.fit.Prediction.Quantity;

/** Fits on a part of what was measured, and predicts the rest: each point is left out in turn. */
final class HeldOut {
  private static final double TAIL_LINE_MILLIS = 50;
  private static final int LOWER_PERCENT = 60;

  private HeldOut() {}

  /** The 99th percentile of each load level, by a curve through the other levels. */
  static List<Prediction> tails(List<LoadLevel> levels, int cores) {
    List<Prediction> predictions = new ArrayList<>();
    for (LoadLevel held : levels) {
      LatencyCurve.fit(without(levels, held), cores)
          .flatMap(curve -> curve.at(held.rate()))
          .ifPresent(
              predicted ->
                  predictions.add(
                      Prediction.compared(
                          Quantity.DELIVERY_P99,
                          String.format(Locale.ROOT, "%,.0f/s, from the other levels", held.rate()),
                          "ms",
                          predicted,
                          held.tailMillis())));
    }
    return predictions.isEmpty()
        ? List.of(
            Prediction.missing(
                Quantity.DELIVERY_P99,
                "needs four or more load levels that leave a core idle (load find_maximum)"))
        : predictions;
  }

  /** The confirmed maximum, from the levels that stay well below it. */
  static List<Prediction> maximum(Evidence evidence, List<LoadLevel> levels, int cores) {
    List<LoadLevel> lower =
        levels.stream().filter(level -> level.percent() <= LOWER_PERCENT).toList();
    Optional<Double> measured = evidence.figure("maximum").map(Figure::value);
    Optional<Double> rate =
        LatencyCurve.fit(lower, cores).flatMap(curve -> curve.rateAt(TAIL_LINE_MILLIS));
    if (measured.filter(value -> value > 0).isEmpty() || rate.isEmpty()) {
      return List.of();
    }
    return List.of(
        Prediction.compared(
            Quantity.THROUGHPUT,
            "highest rate with p99 below 50 ms, from the levels up to " + LOWER_PERCENT + "% of it",
            "1/s",
            new Fitted(rate.get(), null, null),
            measured.get()));
  }

  /**
   * The throughput of each number of nodes, by the Universal Scalability Law through the others.
   */
  static List<Prediction> nodes(List<Line.Point> throughputs) {
    List<Prediction> predictions = new ArrayList<>();
    for (Line.Point held : throughputs) {
      UniversalScalability.fit(without(throughputs, held))
          .ifPresent(
              law ->
                  predictions.add(
                      Prediction.compared(
                          Quantity.THROUGHPUT,
                          Math.round(held.at()) + " nodes, from the other numbers of nodes",
                          "1/s",
                          new Fitted(law.throughput(held.at()), null, null),
                          held.value())));
    }
    return predictions;
  }

  /** Bytes of a connection of each node, by the mean slope of the other nodes. */
  static List<Prediction> memory(List<ConnectionMemory> nodes) {
    List<Prediction> predictions = new ArrayList<>();
    List<ConnectionMemory> sloped = nodes.stream().filter(HeldOut::hasSlope).toList();
    for (ConnectionMemory held : sloped) {
      List<ConnectionMemory> others = without(sloped, held);
      if (!others.isEmpty()) {
        predictions.add(memory(held, others, ConnectionMemory::heap, "live heap"));
        predictions.add(memory(held, others, ConnectionMemory::resident, "resident"));
      }
    }
    predictions.sort(Comparator.comparing(Prediction::at));
    return predictions.isEmpty()
        ? List.of(
            Prediction.missing(
                Quantity.MEMORY_PER_CONNECTION,
                "needs steps of connections on two or more nodes (load idle_connections,"
                    + " profile full)"))
        : predictions;
  }

  /** Bytes of a message at each rate, by a line of bytes a second through the other rates. */
  static List<Prediction> bytes(List<Evidence> all) {
    List<Line.Point> measured = new ArrayList<>();
    for (Evidence one : all) {
      Optional<Double> rate = one.figure("rate").map(Figure::value);
      Optional<Double> bytes =
          one.id().equals("calibration.traffic")
              ? one.figure("bytes_in_per_message").map(Figure::value)
              : Optional.empty();
      if (rate.filter(value -> value > 0).isPresent() && bytes.isPresent() && bytes.get() > 0) {
        measured.add(new Line.Point(rate.get(), bytes.get()));
      }
    }
    List<Prediction> predictions = new ArrayList<>();
    for (Line.Point held : measured) {
      List<Line.Point> others =
          without(measured, held).stream()
              .map(point -> new Line.Point(point.at(), point.at() * point.value()))
              .toList();
      if (others.stream().mapToDouble(Line.Point::at).distinct().count() >= 2) {
        Fitted perSecond = Line.through(others).predict(held.at());
        predictions.add(
            Prediction.compared(
                Quantity.BYTES_PER_MESSAGE,
                String.format(Locale.ROOT, "in, at %,.1f/s, from the other rates", held.at()),
                "B",
                divided(perSecond, held.at()),
                held.value()));
      }
    }
    return predictions.isEmpty()
        ? List.of(
            Prediction.missing(
                Quantity.BYTES_PER_MESSAGE,
                "needs the traffic of three rates, and a run measures one (calibration.traffic)"))
        : predictions;
  }

  private static Prediction memory(
      ConnectionMemory held,
      List<ConnectionMemory> others,
      Function<ConnectionMemory, List<Line.Point>> points,
      String title) {
    double[] slopes =
        others.stream()
            .mapToDouble(one -> Line.through(points.apply(one)).slope().value())
            .toArray();
    double mean = 0;
    for (double slope : slopes) {
      mean += slope / slopes.length;
    }
    double squares = 0;
    for (double slope : slopes) {
      squares += (slope - mean) * (slope - mean);
    }
    double deviation = Math.sqrt(squares / (slopes.length - 1) * (1 + 1.0 / slopes.length));
    return Prediction.compared(
        Quantity.MEMORY_PER_CONNECTION,
        title + ", " + held.process() + ", from the other nodes",
        "B",
        Fitted.around(mean, Line.quantile(slopes.length - 1L) * deviation),
        Line.through(points.apply(held)).slope().value());
  }

  private static boolean hasSlope(ConnectionMemory node) {
    return node.heap().stream().mapToDouble(Line.Point::at).distinct().count() >= 2
        && Line.through(node.heap()).slope().value() > 0
        && Line.through(node.resident()).slope().value() > 0;
  }

  private static Fitted divided(Fitted value, double by) {
    Double low = value.low();
    Double high = value.high();
    return low == null || high == null
        ? new Fitted(value.value() / by, null, null)
        : new Fitted(value.value() / by, low / by, high / by);
  }

  private static <T> List<T> without(List<T> all, T held) {
    List<T> rest = new ArrayList<>(all);
    rest.remove(held);
    return rest;
  }
}
