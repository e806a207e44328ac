package org.plumbline.cli.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.plumbline.chaos.drill.Drills;

/** What each profile of {@code plumb check} does, in order. */
public final class Itinerary {
  private static final Stop DIRECT = new Stop.Nodes(false, Map.of());
  private static final Stop PROXIED = new Stop.Nodes(true, Map.of());

  /** On nodes that the first load has warmed, one after another: their latencies are judged. */
  private static final List<String> LOADS = List.of("group_chat", "media", "push", "large_group");

  private Itinerary() {}

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
    }
    stops.add(PROXIED);
    for (String name : Drills.names()) {
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
   * @param running whether an environment is there already, which is used then
   */
  public static List<Stop> ofLoad(String name, boolean running) {
    return running ? List.of(new Stop.Load(name)) : List.of(DIRECT, new Stop.Load(name));
  }

  /** One drill alone. */
  public static List<Stop> ofDrill(String name) {
    return List.of(new Stop.Nodes(true, Drills.byName(name).nodeSettings()), new Stop.Drill(name));
  }
}
