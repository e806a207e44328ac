package org.plumbline.chaos.toxiproxy.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
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
 * exponent is no whole number. The messages are Go's where they do not depend on its version.
 */
final class GoJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** What the original reads a body into; its names are part of its messages. */
  enum Target {
    PROXY("toxiproxy.Proxy", "Proxy"),
    PROXIES("[]struct { toxiproxy.Proxy; Enabled *bool \"json:\\\"enabled\\\"\" }", ""),
    TOXIC("toxics.ToxicWrapper", "ToxicWrapper"),
    TOXIC_CHANGE(
        "struct { Attributes interface {} \"json:\\\"attributes\\\"\"; Toxicity float32"
            + " \"json:\\\"toxicity\\\"\" }",
        ""),
    ATTRIBUTES("toxics.NoopToxic", "NoopToxic"),
    LOGGER("zerolog.Logger", "Logger");

    private final String type;
    private final String struct;

    Target(String type, String struct) {
      this.type = type;
      this.struct = struct;
    }
  }

  private final JsonNode value;
  private final Target target;

  private GoJson(JsonNode value, Target target) {
    this.value = value;
    this.target = target;
  }

  /** An object, or {@code null}, which has no fields. */
  static GoJson object(String body, Target target) throws Refusal {
    return new GoJson(objectOrNull(parse(body), target.type), target);
  }

  /** A list of objects. */
  static List<GoJson> objects(String body) throws Refusal {
    var value = parse(body);
    var type = Target.PROXIES.type;
    if (!value.isArray() && !value.isNull()) {
      throw badBody("json: cannot unmarshal " + kind(value) + " into Go value of type " + type);
    }
    var objects = new ArrayList<GoJson>();
    for (var element : value) {
      objects.add(new GoJson(objectOrNull(element, type.substring(2)), Target.PROXIES));
    }
    return objects;
  }

  private static JsonNode objectOrNull(JsonNode value, String type) throws Refusal {
    if (!value.isObject() && !value.isNull()) {
      throw badBody("json: cannot unmarshal " + kind(value) + " into Go value of type " + type);
    }
    return value;
  }

  private static JsonNode parse(String body) throws Refusal {
    try {
      var value = MAPPER.readTree(body);
      if (value == null || value.isMissingNode()) {
        throw badBody("EOF");
      }
      return value;
    } catch (JsonEOFException _) {
      throw badBody("unexpected EOF");
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
    return find(field, one -> one.isNumber() && Float.isFinite(one.floatValue()), "float32")
        .map(JsonNode::floatValue);
  }

  /** An object inside this one; an empty one when it is missing or null. */
  GoJson nested(String field, Target inner) throws Refusal {
    return new GoJson(
        find(field, JsonNode::isObject, inner.type).orElseGet(MAPPER::createObjectNode), inner);
  }

  private Optional<JsonNode> find(String field, Predicate<JsonNode> fits, String wanted)
      throws Refusal {
    var found = field(field);
    if (found.isPresent() && !fits.test(found.get())) {
      throw badBody(
          "json: cannot unmarshal "
              + kind(found.get(), wanted)
              + " into Go struct field "
              + target.struct
              + "."
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

  /** Go adds the number itself where a number was wanted and this one does not fit. */
  private static String kind(JsonNode value, String wanted) {
    return value.isNumber() && (wanted.startsWith("int") || wanted.startsWith("float"))
        ? "number " + value.asText()
        : kind(value);
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER -> "number";
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
