package org.plumbline.chaos.experiment.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads activities; a reference becomes what it refers to. */
final class ActivityReader {

  private static final Set<String> FIELDS =
      Set.of(
          "type",
          "name",
          "provider",
          "background",
          "pauses",
          "tolerance",
          "configuration",
          "secrets",
          "controls",
          "timeout",
          "tags",
          "description");

  private final Reading reading;
  private final ProviderReader providers;
  private final ToleranceReader tolerances;
  private final Map<String, Place> declared = new HashMap<>();

  ActivityReader(Reading reading) {
    this.reading = reading;
    this.providers = new ProviderReader(reading);
    this.tolerances = new ToleranceReader(reading, this);
  }

  /** Remembers by name what these places declare, so that others can refer to it. */
  void declare(Place... lists) {
    for (Place list : lists) {
      for (Place each : list.elements()) {
        String name = each.node().path("name").asText();
        if (!name.isEmpty()) {
          declared.putIfAbsent(name, each);
        }
      }
    }
  }

  /** The probes of a hypothesis, each with its tolerance. */
  List<Activity> probes(Place list) {
    List<Activity> probes = new ArrayList<>();
    for (Place each : list.elements()) {
      Activity probe = readOrRefer(each);
      if (probe == null) {
        continue;
      }
      if (probe.kind() == Kind.ACTION) {
        each.at("type").problem("probe: a hypothesis only asks");
      }
      Place tolerance = each.at("tolerance");
      if (tolerance.isGiven()) {
        probe = probe.with(tolerances.read(tolerance));
      } else if (probe.tolerance() == null) {
        tolerance.problem(
            "a value, a list, or an object with type probe, regex, jsonpath or range");
      }
      probes.add(probe);
    }
    return probes;
  }

  /** A method or rollbacks. */
  List<Activity> activities(Place list) {
    List<Activity> activities = new ArrayList<>();
    for (Place each : list.elements()) {
      Activity activity = readOrRefer(each);
      if (activity != null) {
        activities.add(activity);
      }
    }
    return activities;
  }

  private @Nullable Activity readOrRefer(Place place) {
    if (!place.isObject()) {
      return null;
    }
    Place ref = place.at("ref");
    if (!ref.isGiven()) {
      return read(place);
    }
    place.onlyFields(Set.of("ref", "tolerance"));
    Place target = declared.get(ref.text("the name of an activity of this file"));
    if (target == null) {
      if (ref.node().isTextual()) {
        ref.problem("the name of an activity of this file: one of " + declared.keySet());
      }
      return null;
    }
    // Its faults are told where it stands.
    return new ActivityReader(reading).readQuietly(target);
  }

  private @Nullable Activity readQuietly(Place target) {
    Place aside = Place.root(target.node(), new ArrayList<>());
    Activity activity = read(aside);
    Place tolerance = aside.at("tolerance");
    return tolerance.isGiven() ? activity.with(tolerances.read(tolerance)) : activity;
  }

  /** An activity that is declared here. */
  Activity read(Place place) {
    place.onlyFields(FIELDS);
    String word = place.at("type").text("probe or action");
    if (!word.isEmpty()) {
      place.at("type").oneOf("", Set.of("probe", "action"));
    }
    Kind kind = word.equals("probe") ? Kind.PROBE : Kind.ACTION;
    Controls.refuse(place.at("controls"));
    Place pauses = place.at("pauses");
    if (pauses.isGiven() && pauses.isObject()) {
      pauses.onlyFields(Set.of("before", "after"));
    }
    return new Activity(
        kind,
        place.at("name").text("a name"),
        providers.read(place.at("provider"), kind),
        place.at("background").flagOr(false),
        pause(pauses.at("before")),
        pause(pauses.at("after")),
        null,
        place.node());
  }

  private JsonNode pause(Place place) {
    JsonNode seconds = reading.values().in(place.node());
    boolean good = seconds.isNumber() && seconds.doubleValue() >= 0;
    if (place.isGiven() && !good && !Values.isOpen(seconds)) {
      place.problem("seconds");
    }
    return place.node();
  }
}
