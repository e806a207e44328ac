package org.plumbline.chaos.toxiproxy.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.plumbline.chaos.toxiproxy.proxy.Refusal;

/**
 * Reads a body by the rules of Go's {@code encoding/json}: keys in any case, unknown keys and
 * trailing data ignored, {@code null} leaves a field as it was, a number with a fraction or an
 * exponent is no whole number.
 */
final class GoJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final JsonNode value;

  private GoJson(JsonNode value) {
    this.value = value;
  }

  /** An object, or {@code null}, which has no fields. */
  static GoJson object(String body) throws Refusal {
    var value = parse(body);
    if (!value.isObject() && !value.isNull()) {
      throw badBody("json: cannot unmarshal " + kind(value) + " into an object");
    }
    return new GoJson(value);
  }

  /** A list of objects. */
  static List<GoJson> objects(String body) throws Refusal {
    var value = parse(body);
    if (!value.isArray() && !value.isNull()) {
      throw badBody("json: cannot unmarshal " + kind(value) + " into a list");
    }
    var objects = new ArrayList<GoJson>();
    for (var element : value) {
      if (!element.isObject() && !element.isNull()) {
        throw badBody("json: cannot unmarshal " + kind(element) + " into an object");
      }
      objects.add(new GoJson(element));
    }
    return objects;
  }

  private static JsonNode parse(String body) throws Refusal {
    try {
      var value = MAPPER.readTree(body);
      if (value == null || value.isMissingNode()) {
        throw badBody("EOF");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw badBody(e.getOriginalMessage());
    }
  }

  Optional<String> text(String field) throws Refusal {
    return find(field, JsonNode::isTextual, "string").map(JsonNode::textValue);
  }

  Optional<Boolean> flag(String field) throws Refusal {
    return find(field, JsonNode::isBoolean, "bool").map(JsonNode::booleanValue);
  }

  Optional<Long> whole(String field) throws Refusal {
    return find(field, one -> one.isIntegralNumber() && one.canConvertToLong(), "int64")
        .map(JsonNode::longValue);
  }

  Optional<Float> number(String field) throws Refusal {
    return find(field, JsonNode::isNumber, "float32").map(JsonNode::floatValue);
  }

  GoJson nested(String field) throws Refusal {
    return new GoJson(
        find(field, JsonNode::isObject, "object").orElseGet(MAPPER::createObjectNode));
  }

  private Optional<JsonNode> find(String field, Predicate<JsonNode> fits, String wanted)
      throws Refusal {
    var found = field(field);
    if (found.isPresent() && !fits.test(found.get())) {
      throw badBody(
          "json: cannot unmarshal "
              + kind(found.get())
              + " into Go struct field "
              + field
              + " of type "
              + wanted);
    }
    return found;
  }

  /** The last key that matches wins; null counts as absent. */
  private Optional<JsonNode> field(String name) {
    if (!(value instanceof ObjectNode object)) {
      return Optional.empty();
    }
    return object.properties().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .filter(one -> !one.isNull())
        .reduce((_, last) -> last);
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER -> "number " + value.asText();
      case STRING -> "string";
      case BOOLEAN -> "bool";
      case ARRAY -> "array";
      case OBJECT -> "object";
      case NULL, MISSING, BINARY, POJO -> "null";
    };
  }

  static Refusal badBody(String cause) {
    return new Refusal(Refusal.Kind.BAD_REQUEST, "bad request body: " + cause);
  }
}
