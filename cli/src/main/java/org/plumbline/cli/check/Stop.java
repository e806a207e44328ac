package org.plumbline.cli.check;

import java.util.List;
import java.util.Map;
import org.plumbline.simulations.load.LoadOptions;

/** One station of a run. */
public sealed interface Stop {

  /**
   * Starts the environment, or restarts the nodes of the one that runs.
   *
   * @param proxied whether all links go through proxies
   * @param settings of every node
   * @param count how many nodes are started; of an environment that runs it is not changed
   */
  record Nodes(boolean proxied, Map<String, String> settings, int count) implements Stop {
    /** As many as a message needs to cross nodes. */
    public static final int STANDARD = 2;

    public Nodes {
      settings = Map.copyOf(settings);
    }

    /** Two nodes. */
    public Nodes(boolean proxied, Map<String, String> settings) {
      this(proxied, settings, STANDARD);
    }
  }

  /**
   * A load scenario, by the name that {@code plumb load} takes.
   *
   * @param options what was asked for beside the profile
   */
  record Load(String name, LoadOptions options) implements Stop {
    /** As the profile says. */
    public Load(String name) {
      this(name, LoadOptions.NONE);
    }
  }

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

  /** A drill that the catalogue does not have. */
  record DrillOfFile(org.plumbline.chaos.drill.Drill drill) implements Stop {}

  /**
   * A drill of many: when it cannot run, its evidence says so, the nodes are started anew and the
   * others follow.
   */
  record DrillOfMany(String name) implements Stop {}
}
