package org.plumbline.chaos.experiment.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Configuration and secrets by name, and what they are replaced in. A name of both is the
 * configuration's.
 *
 * @param secrets all groups in one, the first one of a name
 */
public record Values(Map<String, JsonNode> configuration, Map<String, JsonNode> secrets) {

  // As Python's string.Template reads a text, which Chaos Toolkit uses.
  private static final Pattern REFERENCE =
      Pattern.compile("\\$(?:(\\$)|([_a-zA-Z][_a-zA-Z0-9]*)|\\{([_a-zA-Z][_a-zA-Z0-9]*)\\})");

  /** No value at all. */
  public static final Values NONE = new Values(Map.of(), Map.of());

  public Values {
    configuration = Map.copyOf(configuration);
    secrets = Map.copyOf(secrets);
  }

  /** With one more configuration, as an action adds it for those that follow. */
  public Values with(String name, JsonNode value) {
    Map<String, JsonNode> more = new LinkedHashMap<>(configuration);
    more.put(name, value);
    return new Values(more, secrets);
  }

  /** The configuration of that name as text, or empty. */
  public String text(String name) {
    JsonNode value = configuration.get(name);
    return value == null ? "" : value.asText();
  }

  /**
   * The value with every {@code ${name}} replaced, also deep inside. A text that is nothing but one
   * reference becomes the value of its type; an unknown name stays as it is.
   */
  public JsonNode in(JsonNode value) {
    return switch (value) {
      case TextNode text -> in(text.textValue());
      case ObjectNode object -> {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(each -> copy.set(each.getKey(), in(each.getValue())));
        yield copy;
      }
      case ArrayNode list -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        list.forEach(each -> copy.add(in(each)));
        yield copy;
      }
      default -> value;
    };
  }

  private JsonNode in(String text) {
    Matcher whole = REFERENCE.matcher(text);
    if (whole.matches() && whole.group(1) == null) {
      JsonNode value = named(whole);
      return value.isMissingNode() ? TextNode.valueOf(text) : value;
    }
    return TextNode.valueOf(inText(text));
  }

  /** The same of a text, which stays one. */
  public String inText(String text) {
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder replaced = new StringBuilder();
    while (matcher.find()) {
      String with = matcher.group(1) != null ? "$" : shown(named(matcher), matcher.group());
      matcher.appendReplacement(replaced, Matcher.quoteReplacement(with));
    }
    return matcher.appendTail(replaced).toString();
  }

  private JsonNode named(Matcher reference) {
    String name = reference.group(2) == null ? reference.group(3) : reference.group(2);
    JsonNode value = configuration.get(name);
    JsonNode found = value == null ? secrets.get(name) : value;
    return found == null ? MissingNode.getInstance() : found;
  }

  private static String shown(JsonNode value, String otherwise) {
    if (value.isMissingNode()) {
      return otherwise;
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }

  /** Whether the value may still become something else. */
  static boolean isOpen(JsonNode value) {
    return value.isTextual() && REFERENCE.matcher(value.textValue()).find();
  }
}
