package org.plumbline.cli.check;

import java.util.List;
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

  /** The same, with bytes, processor time and frames per message measured around it. */
  record CalibratedLoad(String name) implements Stop {}

  /** What an idle connection costs a node. */
  record Memory() implements Stop {}

  /** The behaviour that documents claim, tried as a user would. */
  record Behaviour() implements Stop {}

  /** The same of one server alone, which is started beside the environment for it. */
  record SingleServer() implements Stop {}

  /** Stations whose time is mostly waiting, and of which none judges a latency: all at once. */
  record SideBySide(List<Stop> stops) implements Stop {
    public SideBySide {
      stops = List.copyOf(stops);
    }
  }

  /** A drill, by the name that {@code plumb drill} takes. */
  record Drill(String name) implements Stop {}
}
