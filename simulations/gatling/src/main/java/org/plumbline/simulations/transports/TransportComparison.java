package org.plumbline.simulations.transports;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.simulations.calibration.RatioEstimate;
import org.plumbline.simulations.measure.PairedRatios;
import org.plumbline.simulations.measure.Percentiles;

/** The three ways side by side: each with its figures, and as ratios to the socket. */
final class TransportComparison {

  private static final int WITNESSES_MAX = 20;

  private final List<TransportPhase> phases;
  private final Map<Way, WireCount> idle;
  private final double idleDeviceMinutes;
  private final long seed;

  /**
   * Takes what was seen.
   *
   * @param idle what the idle devices of each way sent and got
   * @param idleDeviceMinutes for how long, the devices of one way added up
   */
  TransportComparison(
      List<TransportPhase> phases, Map<Way, WireCount> idle, double idleDeviceMinutes, long seed) {
    this.phases = List.copyOf(phases);
    this.idle = Map.copyOf(idle);
    this.idleDeviceMinutes = idleDeviceMinutes;
    this.seed = seed;
  }

  private List<TransportPhase> of(Way way) {
    return phases.stream().filter(phase -> phase.way() == way).toList();
  }

  private Percentiles delivery(Way way) {
    return new Percentiles(
        of(way).stream().map(TransportPhase::delivery).flatMap(Collection::stream).toList());
  }

  Percentiles lag() {
    return new Percentiles(
        phases.stream().map(TransportPhase::lag).flatMap(Collection::stream).toList());
  }

  SortedMap<String, Figure> figures() {
    SortedMap<String, Figure> figures = new TreeMap<>();
    for (Way way : Way.values()) {
      own(figures, way);
      if (way != Way.WEB_SOCKET) {
        toSocket(figures, way);
      }
    }
    return figures;
  }

  private void own(SortedMap<String, Figure> figures, Way way) {
    String name = way.label();
    figures.put(name + "_sent", Figure.count(total(way, TransportPhase::begun)));
    figures.put(name + "_delivered", Figure.count(total(way, TransportPhase::delivered)));
    Percentiles delivery = delivery(way);
    if (delivery.total() > 0) {
      figures.put(name + "_delivery_p50", delivery.figure(50, seed));
      figures.put(name + "_delivery_p99", delivery.figure(99, seed));
    }
    perMessage(figures, way, "cpu_us", "us", TransportPhase::cpuMicros, TransportPhase::delivered);
    perMessage(
        figures, way, "requests", "1", phase -> phase.wire().requests(), TransportPhase::metered);
    perMessage(figures, way, "bytes", "B", phase -> phase.wire().bytes(), TransportPhase::metered);
    WireCount quiet = idle.get(way);
    if (quiet != null && idleDeviceMinutes > 0) {
      figures.put(
          name + "_requests_per_idle_minute",
          Figure.of(quiet.requests() / idleDeviceMinutes, "1/min", 1));
      figures.put(
          name + "_bytes_per_idle_minute",
          Figure.of(quiet.bytes() / idleDeviceMinutes, "B/min", 1));
    }
  }

  private long total(Way way, ToLongFunction<TransportPhase> value) {
    return of(way).stream().mapToLong(value).sum();
  }

  private void perMessage(
      SortedMap<String, Figure> figures,
      Way way,
      String what,
      String unit,
      ToDoubleFunction<TransportPhase> above,
      ToLongFunction<TransportPhase> below) {
    List<RatioEstimate.Slice> slices =
        of(way).stream()
            .map(
                phase ->
                    new RatioEstimate.Slice(above.applyAsDouble(phase), below.applyAsLong(phase)))
            .toList();
    if (slices.stream().anyMatch(slice -> slice.below() > 0)) {
      figures.put(way.label() + "_" + what + "_per_message", RatioEstimate.of(slices, unit));
    }
  }

  private void toSocket(SortedMap<String, Figure> figures, Way way) {
    Percentiles socket = delivery(Way.WEB_SOCKET);
    for (int percentile : List.of(50, 99)) {
      delivery(way)
          .ratioTo(socket, percentile, seed)
          .ifPresent(
              ratio -> figures.put(way.label() + "_delivery_p" + percentile + "_ratio", ratio));
    }
    ratios(way, phase -> phase.cpuMicros() / phase.delivered())
        .addTo(figures, way.label() + "_cpu_ratio");
    ratios(way, phase -> (double) phase.wire().bytes() / phase.metered())
        .addTo(figures, way.label() + "_bytes_ratio");
  }

  /** The first phase of a way with the first over the socket, and so on: neighbours in a block. */
  private PairedRatios ratios(Way way, ToDoubleFunction<TransportPhase> cost) {
    List<TransportPhase> ours = of(way);
    List<TransportPhase> sockets = of(Way.WEB_SOCKET);
    List<Double> ratios = new ArrayList<>();
    for (int pair = 0; pair < Math.min(ours.size(), sockets.size()); pair++) {
      double ratio = cost.applyAsDouble(ours.get(pair)) / cost.applyAsDouble(sockets.get(pair));
      // A phase in which nothing arrived has no cost per message.
      if (Double.isFinite(ratio)) {
        ratios.add(ratio);
      }
    }
    return new PairedRatios(ratios);
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Way way : Way.values()) {
      findings.add(allDelivered(way));
    }
    findings.add(sameTraffic());
    return findings;
  }

  private Finding allDelivered(Way way) {
    String id = "all_delivered_by_" + way.label();
    long begun = total(way, TransportPhase::begun);
    long delivered = total(way, TransportPhase::delivered);
    if (begun == 0) {
      return Finding.of(id, Outcome.UNKNOWN, "No message was sent.");
    }
    return new Finding(
        id,
        delivered == begun ? Outcome.HELD : Outcome.BROKEN,
        delivered + " of " + begun + " messages were shown by the recipients' devices.",
        of(way).stream()
            .map(TransportPhase::witnesses)
            .flatMap(Collection::stream)
            .limit(WITNESSES_MAX)
            .toList());
  }

  private Finding sameTraffic() {
    String id = "same_traffic";
    List<Integer> begun = phases.stream().map(TransportPhase::begun).distinct().toList();
    boolean complete =
        phases.size() % Way.BLOCK.size() == 0
            && !phases.isEmpty()
            && begun.size() == 1
            && begun.getFirst() > 0;
    return Finding.of(
        id,
        complete ? Outcome.HELD : Outcome.BROKEN,
        phases.size() + " phases with " + begun + " messages each (expected: one number).");
  }
}
