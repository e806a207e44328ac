package org.plumbline.chaos.experiment.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.jayway.jsonpath.InvalidPathException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads what the value of a probe is held against. */
final class ToleranceReader {

  private static final String EXPECTED = "one of probe, regex, jsonpath, range";

  private final Reading reading;
  private final ActivityReader activities;

  ToleranceReader(Reading reading, ActivityReader activities) {
    this.reading = reading;
    this.activities = activities;
  }

  Tolerance read(Place place) {
    JsonNode node = place.node();
    if (node.isArray()) {
      List<JsonNode> values = new ArrayList<>();
      for (Place each : place.elements()) {
        if (!each.node().isValueNode()) {
          each.problem("a text, a number, true or false");
        }
        values.add(each.node());
      }
      return new Tolerance.Sequence(values);
    }
    if (!node.isObject()) {
      return new Tolerance.Exactly(node);
    }
    return switch (place.at("type").text(EXPECTED)) {
      case "probe" -> byProbe(place);
      case "regex" -> regex(place);
      case "jsonpath" -> path(place);
      case "range" -> range(place);
      case "" -> new Tolerance.Exactly(node);
      default -> {
        place.at("type").problem(EXPECTED);
        yield new Tolerance.Exactly(node);
      }
    };
  }

  private Tolerance byProbe(Place place) {
    Place arguments = place.at("provider").at("arguments");
    if (arguments.isGiven() && !arguments.node().isObject()) {
      arguments.problem("an object, to which the value is added");
    }
    return new Tolerance.ByProbe(activities.read(place));
  }

  private Tolerance regex(Place place) {
    place.onlyFields(Set.of("type", "pattern", "target"));
    Place given = place.at("pattern");
    String pattern = given.text("a regular expression");
    try {
      Pattern.compile(reading.values().inText(pattern));
    } catch (PatternSyntaxException e) {
      given.problem("a regular expression; " + e.getDescription());
    }
    return new Tolerance.Regex(pattern, target(place));
  }

  private Tolerance path(Place place) {
    place.onlyFields(Set.of("type", "path", "target", "count", "expect"));
    Place given = place.at("path");
    String path = given.text("a JSON path");
    if (!path.isEmpty()) {
      try {
        Tolerance.Path.compiled(reading.values().inText(path));
      } catch (InvalidPathException e) {
        given.problem("a JSON path; " + e.getMessage());
      }
    }
    Place count = place.at("count");
    if (count.isGiven() && !(count.node().isInt() && count.node().intValue() >= 0)) {
      count.problem("a whole number of at least 0");
    }
    return new Tolerance.Path(
        path,
        target(place),
        count.node().isInt() ? OptionalInt.of(count.node().intValue()) : OptionalInt.empty(),
        place.at("expect").node());
  }

  private static Tolerance range(Place place) {
    place.onlyFields(Set.of("type", "range", "target"));
    Place range = place.at("range");
    JsonNode node = range.node();
    if (!node.isArray() || node.size() != 2 || !node.get(0).isNumber() || !node.get(1).isNumber()) {
      range.problem("two numbers: [lowest, highest]");
      return new Tolerance.Range(BigDecimal.ZERO, BigDecimal.ZERO, "");
    }
    BigDecimal low = node.get(0).decimalValue();
    BigDecimal high = node.get(1).decimalValue();
    if (low.compareTo(high) > 0) {
      range.problem("the lowest first");
    }
    return new Tolerance.Range(low, high, target(place));
  }

  private static String target(Place place) {
    return place.at("target").textOr("", "a field of the value, such as stdout or body");
  }
}
