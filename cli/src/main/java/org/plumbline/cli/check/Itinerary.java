package org.plumbline.cli.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What each profile of {@code plumb check} does, in order. */
public final class Itinerary {
  private static final Stop DIRECT = new Stop.Nodes(false, Map.of());
  private static final Stop PROXIED = new Stop.Nodes(true, Map.of());
  private static final Stop ACK_ON_RECEIVE =
      new Stop.Nodes(true, Map.of("MESSENGER_ACK", "on_receive"));

  private Itinerary() {}

  /**
   * The stations of that profile: the load and the calibration on direct links, then the drills
   * behind proxies, so that no proxy stands in the way of what is measured.
   */
  public static List<Stop> of(String profile) {
    List<Stop> stops = new ArrayList<>();
    stops.add(DIRECT);
    stops.add(new Stop.Load("one_to_one"));
    stops.add(new Stop.Calibration());
    stops.add(PROXIED);
    stops.add(new Stop.Drill("no-fault"));
    stops.add(new Stop.Drill("kill-chat-node"));
    stops.add(new Stop.Drill("redis-down-at-connect"));
    stops.add(new Stop.Drill("kafka-reply-lost"));
    if (!profile.equals("smoke")) {
      stops.add(ACK_ON_RECEIVE);
      stops.add(new Stop.Drill("kill-chat-node-on-receive"));
    }
    return List.copyOf(stops);
  }

  /** One load alone. */
  public static List<Stop> ofLoad(String name) {
    return List.of(DIRECT, new Stop.Load(name));
  }

  /** One drill alone. */
  public static List<Stop> ofDrill(String name) {
    return List.of(name.endsWith("-on-receive") ? ACK_ON_RECEIVE : PROXIED, new Stop.Drill(name));
  }
}
