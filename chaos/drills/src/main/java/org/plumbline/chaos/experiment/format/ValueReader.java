package org.plumbline.chaos.experiment.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads configuration and secrets, and looks up what the environment holds of them. */
final class ValueReader {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> NO = Set.of("false", "0", "no");

  private final Map<String, String> environment;

  /** With those environment variables. */
  ValueReader(Map<String, String> environment) {
    this.environment = environment;
  }

  Values read(Place configuration, Place secrets) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    configuration.objectOrEmpty();
    for (String name : configuration.fields()) {
      values.put(name, value(configuration.at(name)));
    }
    Map<String, JsonNode> secret = new LinkedHashMap<>();
    secrets.objectOrEmpty();
    for (String group : secrets.fields()) {
      Place each = secrets.at(group);
      if (each.isObject()) {
        each.fields().forEach(name -> secret.putIfAbsent(name, value(each.at(name))));
      }
    }
    return new Values(values, secret);
  }

  private JsonNode value(Place place) {
    if (!place.node().isObject() || !place.node().has("type")) {
      return place.node();
    }
    String type = place.node().path("type").asText();
    switch (type) {
      case "env" -> {
        return ofEnvironment(place);
      }
      case "vault" -> place.at("type").problem("env, or the value itself: no Vault is asked here");
      case "probe" ->
          place.at("type").problem("env, or the value itself: no probe is asked for configuration");
      default -> {
        return place.node();
      }
    }
    return NullNode.getInstance();
  }

  private JsonNode ofEnvironment(Place place) {
    String key = place.at("key").text("the name of an environment variable");
    Place fallback = place.at("default");
    String given = environment.get(key);
    if (given == null && fallback.node().isMissingNode()) {
      if (!key.isEmpty()) {
        place.at("key").problem("an environment variable that is set, or a default beside it");
      }
      return NullNode.getInstance();
    }
    if (given == null && !fallback.node().isTextual()) {
      return fallback.node();
    }
    Place type = place.at("env_var_type");
    String text = given == null ? fallback.node().textValue() : given;
    try {
      return converted(text, type.textOr("str", "a type"), type);
    } catch (NumberFormatException | JsonProcessingException e) {
      place.at("key").problem("a variable that holds " + type.node().asText());
      return NullNode.getInstance();
    }
  }

  private static JsonNode converted(String text, String type, Place place)
      throws JsonProcessingException {
    return switch (type) {
      case "str", "string" -> TextNode.valueOf(text);
      case "int", "integer" -> LongNode.valueOf(Long.parseLong(text));
      case "float", "number" -> DoubleNode.valueOf(Double.parseDouble(text));
      case "bool" -> BooleanNode.valueOf(!NO.contains(text.toLowerCase(Locale.ROOT)));
      case "json" -> JSON.readTree(text);
      default -> {
        place.problem("one of bool, float, int, json, str");
        yield TextNode.valueOf(text);
      }
    };
  }
}
