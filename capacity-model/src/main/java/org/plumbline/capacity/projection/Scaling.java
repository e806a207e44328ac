package org.plumbline.capacity.projection;

import java.util.Optional;
import org.plumbline.capacity.estimate.Estimate;
import org.plumbline.capacity.estimate.Sourced;
import org.plumbline.capacity.formula.Connections;
import org.plumbline.capacity.formula.Storage;
import org.plumbline.capacity.formula.Traffic;
import org.plumbline.capacity.projection.CalibratedFigures.Wanted;
import org.plumbline.capacity.quantity.Count;
import org.plumbline.capacity.quantity.DataSize;
import org.plumbline.capacity.quantity.EventRate;
import org.plumbline.capacity.quantity.TimeSpan;

/** Calibrated figures times a design's size; empty where the run calibrated nothing. */
record Scaling(Assumptions assumptions, CalibratedFigures figures) {

  EventRate peakRate(Estimate estimate) {
    return Traffic.peakMessageRate(estimate.averageMessageRate(), number(assumptions.peakFactor()));
  }

  Optional<Span> serversByMemory(Estimate estimate) {
    DataSize usable =
        assumptions
            .memoryPerServer()
            .value()
            .times(number(assumptions.memoryShareForConnections()));
    double connections = estimate.connections().value();
    return figures
        .figure(Wanted.MEMORY)
        .map(
            figure ->
                Span.of(
                    figure,
                    bytes ->
                        withSpare(
                            Connections.serversByMemory(
                                connections, DataSize.ofBytes(bytes), usable))));
  }

  Optional<Span> serversByCpu(Estimate estimate) {
    EventRate peak = peakRate(estimate);
    return figures
        .figure(Wanted.CPU)
        .map(
            figure ->
                Span.of(
                    figure,
                    micros ->
                        withSpare(
                            Connections.serversByCpu(
                                peak,
                                TimeSpan.ofMillis(micros / 1_000),
                                number(assumptions.coresPerServer()),
                                number(assumptions.targetUtilisation())))));
  }

  Optional<Span> textStored(Estimate estimate, TimeSpan retention) {
    double replicas = number(assumptions.replicationFactor());
    return figures
        .figure(Wanted.BYTES_ON_DISK)
        .map(
            figure ->
                Span.of(
                    figure,
                    bytes ->
                        Storage.replicated(
                            Storage.kept(
                                Traffic.payloadPerDay(
                                    estimate.messagesPerDay(), DataSize.ofBytes(bytes)),
                                retention),
                            replicas)));
  }

  Optional<Span> bandwidthIn(Estimate estimate) {
    return bandwidth(estimate, Wanted.BYTES_IN);
  }

  Optional<Span> bandwidthOut(Estimate estimate) {
    return bandwidth(estimate, Wanted.BYTES_OUT);
  }

  private Optional<Span> bandwidth(Estimate estimate, Wanted direction) {
    EventRate average = estimate.averageMessageRate();
    return figures
        .figure(direction)
        .map(
            figure ->
                Span.of(figure, bytes -> Traffic.payloadRate(average, DataSize.ofBytes(bytes))));
  }

  /** Servers come whole; those that are down or being replaced come on top. */
  private Count withSpare(Count servers) {
    double spare = 1 + number(assumptions.spareShare());
    return new Count(Math.ceil(servers.value() * spare), "servers");
  }

  private static double number(Sourced<Count> input) {
    return input.value().value();
  }
}
