package org.plumbline.chaos.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.chaos.experiment.format.Experiment;
import org.plumbline.chaos.experiment.format.Place;
import org.plumbline.chaos.experiment.format.Provider;

/**
 * What the extension {@code plumbline} of an experiment says of its drill.
 *
 * @param drill its name; empty when the file gives it
 * @param fault what breaks, in a few words
 * @param nodeSettings with what the nodes have to run
 * @param cutsSockets whether a device's socket may end because of the fault
 * @param stopsAcknowledging whether nothing can be acknowledged while the fault lasts
 * @param lateUsers share of the users that come late besides, logged in and not connected
 * @param users factor of the profile's users
 * @param messages factor of its messages a second
 * @param hold factor of the time for which the fault lasts
 * @param recoveredWithin the objective, from healing on
 * @param expectedBroken the findings that this drill is there to see broken
 * @param mayBreak others that the same alternative breaks, now and then
 * @param judges what is judged besides
 */
record Plan(
    String drill,
    String fault,
    SortedMap<String, String> nodeSettings,
    boolean cutsSockets,
    boolean stopsAcknowledging,
    double lateUsers,
    double users,
    double messages,
    double hold,
    Duration recoveredWithin,
    List<String> expectedBroken,
    List<String> mayBreak,
    List<String> judges) {

  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "drill",
          "fault",
          "node-settings",
          "cuts-sockets",
          "stops-acknowledging",
          "late-users",
          "load",
          "recovered-within",
          "expected-broken",
          "may-break",
          "judges");
  private static final double RECOVERED_WITHIN_SECONDS = 30;

  Plan {
    expectedBroken = List.copyOf(expectedBroken);
    mayBreak = List.copyOf(mayBreak);
    judges = List.copyOf(judges);
  }

  /** What an experiment that was read says; the defaults where it says nothing. */
  static Plan of(Experiment experiment) {
    JsonNode extension =
        experiment
            .extension(Provider.Own.TYPE)
            .<JsonNode>map(each -> each)
            .orElseGet(JsonNodeFactory.instance::objectNode);
    return read(Place.root(extension, new ArrayList<>()));
  }

  /** Reads it; what is wrong is noted at the place. */
  static Plan read(Place place) {
    place.onlyFields(FIELDS);
    Place load = place.at("load");
    load.objectOrEmpty();
    load.onlyFields(Set.of("users", "messages", "hold"));
    List<String> judges = new ArrayList<>();
    if (place.at("judges").isListIfGiven()) {
      for (Place each : place.at("judges").elements()) {
        judges.add(each.oneOf("", Judges.names()));
      }
    }
    return new Plan(
        place.at("drill").textOr("", "a name"),
        place.at("fault").textOr("as its method says", "what breaks, in a few words"),
        settings(place.at("node-settings")),
        place.at("cuts-sockets").flagOr(false),
        place.at("stops-acknowledging").flagOr(false),
        place.at("late-users").positiveOr(0, "a share of the users above 0"),
        load.at("users").positiveOr(1, "a factor above 0"),
        load.at("messages").positiveOr(1, "a factor above 0"),
        load.at("hold").positiveOr(1, "a factor above 0"),
        Duration.ofMillis(
            (long)
                (place.at("recovered-within").positiveOr(RECOVERED_WITHIN_SECONDS, "seconds")
                    * 1e3)),
        place.at("expected-broken").texts("the id of a finding"),
        place.at("may-break").texts("the id of a finding"),
        judges);
  }

  private static SortedMap<String, String> settings(Place place) {
    SortedMap<String, String> settings = new TreeMap<>();
    place.objectOrEmpty();
    for (String name : place.fields()) {
      if (!place.at(name).node().isValueNode() || place.at(name).node().isNull()) {
        place.at(name).problem("a text, a number, true or false");
      }
      settings.put(name, place.at(name).node().asText());
    }
    return settings;
  }

  /** The profile with this plan's factors. */
  DrillProfile of(DrillProfile profile) {
    return new DrillProfile(
        profile.name(),
        Math.max(3, (int) Math.round(profile.users() * users)),
        Math.max(1, (int) Math.round(profile.messagesPerSecond() * messages)),
        profile.steady(),
        Duration.ofMillis(Math.round(profile.hold().toMillis() * hold)),
        profile.tail(),
        profile.quietWithin());
  }

  /** How many users come late: an even number, since they write to each other. */
  int latecomers(DrillProfile profile) {
    int pairs = (int) (profile.users() * lateUsers / 2);
    return lateUsers == 0 ? 0 : Math.max(2, 2 * pairs);
  }
}
