package org.plumbline.simulations.load;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All that a scenario needs to run.
 *
 * @param nodes the chat nodes, at least one; with one, nothing crosses nodes
 * @param operator who may make users many at once; empty where the nodes do not allow it
 * @param services where other servers are reached, by name; a scenario says what it lacks
 * @param processes the process ids of nodes and servers, by name: {@code node-1}, {@code kafka}
 * @param power who kills and starts nodes; empty where another process has started them
 * @param runFolder where raw files go: {@code latency/}, {@code load/}
 * @param profile how much load
 * @param seed decides arrivals, texts and resampling
 * @param progress one line at a time, for people
 * @param phases hears when a phase begins
 */
public record LoadContext(
    List<NodeAddress> nodes,
    Optional<Operator> operator,
    Map<String, URI> services,
    Map<String, Long> processes,
    Optional<NodePower> power,
    Path runFolder,
    LoadProfile profile,
    long seed,
    Consumer<String> progress,
    PhaseListener phases) {

  /** The stand-ins of the push providers, by their HTTP address. */
  public static final String PUSH = "push";

  /** The log's servers: {@code kafka://host:port}. */
  public static final String KAFKA = "kafka";

  /** The history's servers: {@code cassandra://host:port}. */
  public static final String CASSANDRA = "cassandra";

  /** The directory's server: {@code redis://host:port}. */
  public static final String REDIS = "redis";

  public LoadContext {
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("nodes: none (expected: at least one)");
    }
    nodes = List.copyOf(nodes);
    services = Map.copyOf(services);
    processes = Map.copyOf(processes);
  }

  /** A context of nodes alone, in which nobody listens for phases. */
  public LoadContext(
      List<NodeAddress> nodes,
      Path runFolder,
      LoadProfile profile,
      long seed,
      Consumer<String> progress) {
    this(
        nodes,
        Optional.empty(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        runFolder,
        profile,
        seed,
        progress,
        phase -> {});
  }

  /** The same load, as much of it as this profile says. */
  public LoadContext withProfile(LoadProfile other) {
    return new LoadContext(
        nodes, operator, services, processes, power, runFolder, other, seed, progress, phases);
  }

  /** The same load beside these servers. */
  public LoadContext withServices(Map<String, URI> others) {
    return new LoadContext(
        nodes, operator, others, processes, power, runFolder, profile, seed, progress, phases);
  }

  /** The same load with these processes to measure. */
  public LoadContext withProcesses(Map<String, Long> others) {
    return new LoadContext(
        nodes, operator, services, others, power, runFolder, profile, seed, progress, phases);
  }

  /** The same load with users that this operator makes. */
  public LoadContext withOperator(Optional<Operator> other) {
    return new LoadContext(
        nodes, other, services, processes, power, runFolder, profile, seed, progress, phases);
  }

  /** The same load with nodes that this one kills and starts. */
  public LoadContext withPower(NodePower other) {
    return new LoadContext(
        nodes,
        operator,
        services,
        processes,
        Optional.of(other),
        runFolder,
        profile,
        seed,
        progress,
        phases);
  }

  /** The same load with this listener. */
  public LoadContext withPhases(PhaseListener listener) {
    return new LoadContext(
        nodes, operator, services, processes, power, runFolder, profile, seed, progress, listener);
  }
}
