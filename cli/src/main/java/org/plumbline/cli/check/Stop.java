package org.plumbline.cli.check;

import java.util.Map;

/** One station of a run. */
public sealed interface Stop {

  /**
   * Starts the environment, or restarts the nodes of the one that runs.
   *
   * @param proxied whether all links go through proxies
   * @param settings of every node
   */
  record Nodes(boolean proxied, Map<String, String> settings) implements Stop {
    public Nodes {
      settings = Map.copyOf(settings);
    }
  }

  /** A load scenario, by the name that {@code plumb load} takes. */
  record Load(String name) implements Stop {}

  /** What the model needs to know of this build: bytes, processor time and memory per unit. */
  record Calibration() implements Stop {}

  /** A drill, by the name that {@code plumb drill} takes. */
  record Drill(String name) implements Stop {}
}
