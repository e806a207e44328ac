package org.plumbline.simulations.calibration;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.plumbline.simulations.load.NodeAddress;

/**
 * Reads what nodes count of themselves, over the network alone: it works on nodes that another
 * process has started. A reading costs each node some milliseconds. Used by one thread.
 */
public final class NodeMeter implements AutoCloseable {

  private static final String PATH = "/prometheus";

  /** Processor time of the node's process, by Micrometer's binder {@code ProcessorMetrics}. */
  private static final String CPU_NANOS = "process_cpu_time_ns_total";

  private final List<URI> endpoints;
  private final LongSupplier clockNanos;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** A meter of these nodes. */
  public NodeMeter(List<NodeAddress> nodes, LongSupplier clockNanos) {
    this.endpoints = nodes.stream().map(node -> node.http().resolve(PATH)).toList();
    this.clockNanos = clockNanos;
  }

  /**
   * The counters of all nodes, as far as one thread can read them at once.
   *
   * @param nanos when, on the meter's clock
   */
  public record Reading(long nanos, List<Counters> nodes) {
    public Reading {
      nodes = List.copyOf(nodes);
    }

    /** Processor time of all nodes since their start, in microseconds. */
    public double cpuMicros() {
      return sum(CPU_NANOS, "") / 1e3;
    }

    /** That counter of all nodes, of the series with that label; any label when it is empty. */
    public double sum(String name, String label) {
      return nodes.stream().mapToDouble(node -> node.sum(name, label)).sum();
    }
  }

  /** Reads all nodes. */
  public Reading read() throws IOException, InterruptedException {
    List<Counters> counters = new ArrayList<>();
    for (URI endpoint : endpoints) {
      counters.add(Counters.read(http, endpoint));
    }
    return new Reading(clockNanos.getAsLong(), counters);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
