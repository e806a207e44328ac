package org.plumbline.capacity.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.plumbline.capacity.simulation.SimulationResult.Assumption;

/**
 * Users and servers of a simulation.
 *
 * @param users who come in a day
 * @param messagesPerUser sent in a day
 * @param fanOut deliveries of a message
 * @param onlineShareAtPeak of the users
 * @param friends of a user
 * @param visitsPerUser in a day; those that overlap are one stay
 * @param visitMinutes mean length
 * @param connectionsPerServer of a full chat server
 * @param admittedPerServer connections that a server takes a second
 * @param zones of a region
 * @param regions whose shares add up to 1
 */
public record World(
    double users,
    double messagesPerUser,
    double fanOut,
    double onlineShareAtPeak,
    double friends,
    double visitsPerUser,
    double visitMinutes,
    double connectionsPerServer,
    double admittedPerServer,
    int zones,
    List<Region> regions) {

  private static final double SHARES_TOLERANCE = 1e-9;

  public World {
    regions = List.copyOf(regions);
    above("users", users);
    above("messagesPerUser", messagesPerUser);
    above("fanOut", fanOut);
    above("onlineShareAtPeak", onlineShareAtPeak);
    above("friends", friends);
    above("visitsPerUser", visitsPerUser);
    above("visitMinutes", visitMinutes);
    above("connectionsPerServer", connectionsPerServer);
    above("admittedPerServer", admittedPerServer);
    above("zones", zones - 1);
    double shares = regions.stream().mapToDouble(Region::share).sum();
    if (Math.abs(shares - 1) > SHARES_TOLERANCE) {
      throw new IllegalArgumentException("regions: shares add up to " + shares + " (expected: 1)");
    }
  }

  /** The documents' 500 million users, with what they leave open taken from published figures. */
  public static World documents() {
    return new World(
        500e6,
        40,
        2.1,
        0.316,
        100,
        12,
        45,
        50_000,
        500,
        3,
        List.of(
            new Region("asia_south", 0.25, 5.5),
            new Region("asia_east", 0.20, 8),
            new Region("europe_africa", 0.30, 1),
            new Region("america_south", 0.15, -3),
            new Region("america_north", 0.10, -6)));
  }

  double connectionsAtPeak() {
    return users * onlineShareAtPeak;
  }

  double servers() {
    return Math.ceil(connectionsAtPeak() / connectionsPerServer);
  }

  double messagesPerSecond() {
    return users * messagesPerUser / 86_400;
  }

  List<Assumption> assumptions(Assumption... further) {
    List<Assumption> listed = new ArrayList<>();
    listed.add(given("users", users, "s0 line 27, s1 line 22"));
    listed.add(given("messages per user and day", messagesPerUser, "s1 line 22"));
    listed.add(given("deliveries per message", fanOut, "WhatsApp 2014: 40 of 19 billion"));
    listed.add(given("online at the peak", onlineShareAtPeak, "WhatsApp 2014: 147 of 465 million"));
    listed.add(given("connections per server", connectionsPerServer, "s1 line 78"));
    listed.add(given("connections taken per server and second", admittedPerServer, "assumption"));
    listed.addAll(List.of(further));
    return listed;
  }

  static Assumption given(String name, double value, String source) {
    String text =
        value >= 1000 || value == Math.rint(value)
            ? String.format(Locale.ROOT, "%,.0f", value)
            : String.format(Locale.ROOT, "%.4g", value);
    return new Assumption(name, text, source);
  }

  private static void above(String field, double value) {
    if (!(value > 0) || !Double.isFinite(value)) {
      throw new IllegalArgumentException(field + ": " + value + " (expected: above 0)");
    }
  }
}
