package org.plumbline.simulations.day;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a day is made of, each number with where it comes from.
 *
 * @param byName every parameter that the day uses
 */
record DayParameters(Map<String, Parameter> byName) {

  private static final String RESOURCE = "parameters.json";

  /**
   * One number.
   *
   * @param source who published it, or why it was chosen
   */
  record Parameter(double value, String source) {
    Parameter {
      if (!Double.isFinite(value) || value <= 0) {
        throw new IllegalArgumentException("value: " + value + " (expected: > 0, finite)");
      }
      if (source.isBlank()) {
        throw new IllegalArgumentException("source: blank (expected: where the value comes from)");
      }
    }
  }

  DayParameters {
    byName = Map.copyOf(byName);
  }

  /** Those that come with this scenario. */
  static DayParameters recorded() {
    try (InputStream in = DayParameters.class.getResourceAsStream(RESOURCE)) {
      return parse(new ObjectMapper().readTree(Objects.requireNonNull(in, RESOURCE)));
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " cannot be read", e);
    }
  }

  static DayParameters parse(JsonNode all) {
    Map<String, Parameter> parameters = new TreeMap<>();
    all.properties()
        .forEach(
            one -> {
              JsonNode value = one.getValue().path("value");
              if (!value.isNumber()) {
                throw new IllegalArgumentException(
                    one.getKey() + ".value: " + value + " (expected: a number)");
              }
              parameters.put(
                  one.getKey(),
                  new Parameter(value.asDouble(), one.getValue().path("source").asText()));
            });
    return new DayParameters(parameters);
  }

  /**
   * That number.
   *
   * @throws IllegalArgumentException when it is not there
   */
  double number(String name) {
    Parameter parameter = byName.get(name);
    if (parameter == null) {
      throw new IllegalArgumentException(
          "parameter: " + name + " (expected: one of " + new TreeMap<>(byName).keySet() + ")");
    }
    return parameter.value();
  }

  /** As {@link #number}, for a count. */
  int count(String name) {
    return Math.toIntExact(Math.round(number(name)));
  }

  /**
   * The part of the messages that go to groups, so that a message has {@code fan_out} recipients on
   * average: one in a chat of two, all members but the sender in a group.
   */
  double groupShare() {
    return (number("fan_out") - 1) / (number("group_members") - 2);
  }

  /** Each with its source, for the evidence. */
  Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    byName.forEach(
        (name, parameter) ->
            settings.put(name, parameter.value() + " (" + parameter.source() + ")"));
    settings.put("group_share", groupShare() + " (follows: (fan_out - 1) / (group_members - 2))");
    return settings;
  }
}
