package org.plumbline.capacity.estimate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The inputs as documents: a JSON Schema of design files, and a table for readers. */
public final class InputSchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private InputSchema() {}

  /** The JSON Schema (2020-12) of a design file. It knows the fields; units are read by us. */
  public static ObjectNode schema() {
    ObjectNode schema = JSON.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "A design for plumb capacity");
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    ArrayNode required = schema.putArray("required");
    ObjectNode properties = schema.putObject("properties");
    properties.putObject("name").put("type", "string");
    properties.putObject("title").put("type", "string");
    for (InputField field : InputFields.load("inputs.yaml").all()) {
      if (field.required()) {
        required.add(field.name());
      }
      ObjectNode property = properties.putObject(field.name());
      property.put("description", field.meaning() + "; " + field.expectation());
      if (field.fallback() != null) {
        property.put("default", field.fallback());
      }
      property.put("$ref", "#/$defs/input");
    }
    ObjectNode plain = JSON.objectNode();
    plain.putArray("type").add("string").add("number");
    ObjectNode sourced = JSON.objectNode();
    sourced.put("type", "object").put("additionalProperties", false);
    sourced.putArray("required").add("value");
    ObjectNode parts = sourced.putObject("properties");
    parts.set("value", plain.deepCopy());
    parts.putObject("source").put("type", "string");
    ObjectNode input = schema.putObject("$defs").putObject("input");
    input.putArray("oneOf").add(plain).add(sourced);
    return schema;
  }

  /** The table of docs/capacity.md, one row for each input. */
  public static String table() {
    StringBuilder table =
        new StringBuilder(
            "| input | what it says | unit | default | its source |\n|---|---|---|---|---|\n");
    for (InputField field : InputFields.load("inputs.yaml").all()) {
      String fallback = field.required() ? "must be stated" : "calculated";
      String source = "";
      if (field.fallback() != null) {
        fallback = "`" + field.fallback() + "`";
        source = String.valueOf(field.source());
      }
      String bounds = field.expectation();
      table.append(
          "| `%s` | %s | %s | %s | %s |%n"
              .formatted(field.name(), field.meaning(), bounds, fallback, source));
    }
    return table.toString();
  }

  /** The schema as it stands in docs. */
  public static String text() {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(schema())
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
