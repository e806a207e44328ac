package org.plumbline.chaos.experiment.format;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An argument that an activity takes.
 *
 * @param name as it stands in {@code arguments}
 * @param type what it has to be
 * @param required whether it must be given
 */
public record Parameter(String name, Type type, boolean required) {

  /** What a value has to be. */
  public enum Type {
    TEXT("a text"),
    WHOLE("a whole number"),
    NUMBER("a number"),
    FLAG("true or false"),
    OBJECT("an object"),
    TEXTS("a text or a list of texts"),
    TEXT_OR_NUMBER("a text or a number");

    private final String expected;

    Type(String expected) {
      this.expected = expected;
    }

    /** In words. */
    public String expected() {
      return expected;
    }

    /** Whether the value is of this type. */
    public boolean accepts(JsonNode value) {
      return switch (this) {
        case TEXT -> value.isTextual();
        case WHOLE -> value.isIntegralNumber();
        case NUMBER -> value.isNumber();
        case FLAG -> value.isBoolean();
        case OBJECT -> value.isObject();
        case TEXTS ->
            value.isTextual()
                || (value.isArray() && value.valueStream().allMatch(JsonNode::isTextual));
        case TEXT_OR_NUMBER -> value.isTextual() || value.isNumber();
      };
    }
  }

  /** One that must be given. */
  public static Parameter required(String name, Type type) {
    return new Parameter(name, type, true);
  }

  /** One that may be left out. */
  public static Parameter optional(String name, Type type) {
    return new Parameter(name, type, false);
  }
}
