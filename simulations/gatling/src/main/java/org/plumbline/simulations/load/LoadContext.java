package org.plumbline.simulations.load;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * All that a scenario needs to run.
 *
 * @param nodes the chat nodes, at least one; with one, nothing crosses nodes
 * @param runFolder where raw files go: {@code latency/}, {@code load/}
 * @param profile how much load
 * @param seed decides arrivals, texts and resampling
 * @param progress one line at a time, for people
 * @param phases hears when a phase begins
 */
public record LoadContext(
    List<NodeAddress> nodes,
    Path runFolder,
    LoadProfile profile,
    long seed,
    Consumer<String> progress,
    PhaseListener phases) {

  public LoadContext {
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("nodes: none (expected: at least one)");
    }
    nodes = List.copyOf(nodes);
  }

  /** A context in which nobody listens for phases. */
  public LoadContext(
      List<NodeAddress> nodes,
      Path runFolder,
      LoadProfile profile,
      long seed,
      Consumer<String> progress) {
    this(nodes, runFolder, profile, seed, progress, phase -> {});
  }

  /** The same load, as much of it as this profile says. */
  public LoadContext withProfile(LoadProfile other) {
    return new LoadContext(nodes, runFolder, other, seed, progress, phases);
  }

  /** The same load with this listener. */
  public LoadContext withPhases(PhaseListener listener) {
    return new LoadContext(nodes, runFolder, profile, seed, progress, listener);
  }
}
