package org.plumbline.cli.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.plumbline.chaos.drill.Drill;
import org.plumbline.chaos.drill.Drills;
import org.plumbline.simulations.Scenarios;
import org.plumbline.simulations.load.LoadOption;
import org.plumbline.simulations.load.LoadOptions;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.load.LoadScenario;

/** What each profile of {@code plumb check} does, in order. */
public final class Itinerary {
  private static final Stop DIRECT = new Stop.Nodes(false, Map.of());
  private static final Stop PROXIED = new Stop.Nodes(true, Map.of());

  /** On nodes that the first load has warmed, one after another: their latencies are judged. */
  private static final List<String> LOADS = List.of("group_chat", "media", "push", "large_group");

  /** What takes longer than a quick check may, and decides claims of its own. */
  private static final List<String> LONG_LOADS =
      List.of("history_paging", "transports", "presence_churn", "floors");

  private Itinerary() {}

  private static final List<String> DRILLS =
      List.of(
          "no-fault",
          "kill-chat-node",
          "redis-down-at-connect",
          "kafka-reply-lost",
          "kill-chat-node-on-receive",
          "add-store");

  /**
   * The stations of that profile: the load and the calibration on direct links, then the drills
   * behind proxies, so that no proxy stands in the way of what is measured. The smoke profile shows
   * that all works and is short: what mostly waits is done side by side there.
   */
  public static List<Stop> of(String profile) {
    List<Stop> stops = new ArrayList<>();
    stops.add(DIRECT);
    stops.add(new Stop.CalibratedLoad("one_to_one"));
    stops.add(new Stop.Memory());
    if (profile.equals("smoke")) {
      stops.add(new Stop.Load("group_chat"));
      stops.add(
          new Stop.SideBySide(
              List.of(new Stop.Behaviour(), new Stop.Load("media"), new Stop.Load("push"))));
    } else {
      stops.add(new Stop.Behaviour());
      stops.add(new Stop.SingleServer());
      LOADS.forEach(name -> stops.add(new Stop.Load(name)));
      if (profile.equals("full")) {
        LONG_LOADS.forEach(name -> stops.add(new Stop.Load(name)));
      }
    }
    stops.add(PROXIED);
    // The whole catalogue takes longer than a check may, but for the full profile.
    for (String name : profile.equals("full") ? Drills.names() : DRILLS) {
      Map<String, String> settings = Drills.byName(name).nodeSettings();
      if (settings.isEmpty()) {
        stops.add(new Stop.Drill(name));
      } else if (!profile.equals("smoke")) {
        stops.add(new Stop.Nodes(true, settings));
        stops.add(new Stop.Drill(name));
      }
    }
    return List.copyOf(stops);
  }

  /**
   * One load alone.
   *
   * @param running how many nodes the environment has that is there already, and is used then
   * @throws IllegalArgumentException when the scenario does not take an option, or needs more nodes
   *     than were asked for or run; the message names the option, its value and what was expected
   */
  public static List<Stop> ofLoad(
      String name, String profile, LoadOptions options, OptionalInt running) {
    LoadScenario scenario = Scenarios.byName(name);
    for (LoadOption option : options.given()) {
      if (!scenario.takes().contains(option)) {
        throw new IllegalArgumentException(
            option.flag() + ": not of " + name + " (expected: " + taken(scenario) + ")");
      }
    }
    int needed = scenario.nodesNeeded(LoadProfile.byName(profile).asking(options));
    Stop.Load load = new Stop.Load(name, options);
    if (running.isPresent()) {
      requireNodes(options.nodes().orElse(needed), running.getAsInt(), options.nodes().isPresent());
      return List.of(load);
    }
    int nodes = options.nodes().orElse(Math.max(Stop.Nodes.STANDARD, needed));
    if (nodes < needed) {
      throw new IllegalArgumentException(
          "--nodes: " + nodes + " (expected: at least " + needed + " for so many connections)");
    }
    return List.of(new Stop.Nodes(false, Map.of(), nodes), load);
  }

  private static String taken(LoadScenario scenario) {
    String flags =
        scenario.takes().stream().sorted().map(LoadOption::flag).collect(Collectors.joining(", "));
    return flags.isEmpty() ? "no option of this kind" : flags;
  }

  private static void requireNodes(int wanted, int running, boolean exactly) {
    if (exactly ? wanted != running : wanted > running) {
      throw new IllegalArgumentException(
          "--nodes: "
              + wanted
              + " (expected: "
              + running
              + ", which plumb up runs; or plumb down first)");
    }
  }

  /** One drill alone. */
  public static List<Stop> ofDrill(String name) {
    return List.of(new Stop.Nodes(true, Drills.byName(name).nodeSettings()), new Stop.Drill(name));
  }

  /** A drill that the catalogue does not have. */
  public static List<Stop> ofDrill(Drill drill) {
    return List.of(new Stop.Nodes(true, drill.nodeSettings()), new Stop.DrillOfFile(drill));
  }

  /** Several drills, those with the same settings of nodes after each other. */
  public static List<Stop> ofDrills(List<Drill> several) {
    Map<Map<String, String>, List<Stop>> bySettings = new LinkedHashMap<>();
    for (Drill drill : several) {
      bySettings
          .computeIfAbsent(drill.nodeSettings(), _ -> new ArrayList<>())
          .add(new Stop.DrillOfMany(drill.name()));
    }
    List<Stop> stops = new ArrayList<>();
    bySettings.forEach(
        (settings, drills) -> {
          stops.add(new Stop.Nodes(true, settings));
          stops.addAll(drills);
        });
    return List.copyOf(stops);
  }
}
