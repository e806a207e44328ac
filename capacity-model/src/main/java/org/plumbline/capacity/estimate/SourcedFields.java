package org.plumbline.capacity.estimate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a YAML file of inputs, with the lines they stand on. Each field is a plain value or
 * {@code {value, source}}; every refusal is a {@link MalformedEstimate}.
 */
public final class SourcedFields {
  private static final String GIVEN = "stated in the file";

  /** One field as it stands in the file. */
  private record Field(int line, String value, String source) {}

  private final String file;
  private final Map<String, Field> fields;
  private final Set<String> taken = new HashSet<>();

  private SourcedFields(String file, Map<String, Field> fields) {
    this.file = file;
    this.fields = fields;
  }

  /** Reads a mapping of fields to scalars or to {@code {value, source}}. */
  public static SourcedFields read(String file, String content) throws IOException {
    Map<String, Field> fields = new LinkedHashMap<>();
    try (JsonParser parser = new YAMLFactory().createParser(content)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw complaint(file, 1, "the file", "no mapping", "lines such as 'users: 500 million'");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        int line = parser.currentTokenLocation().getLineNr();
        if (fields.containsKey(name)) {
          throw complaint(file, line, name, "given twice", "each field once");
        }
        fields.put(name, readField(file, line, name, parser));
      }
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw complaint(file, line, "YAML", firstLine(e.getOriginalMessage()), "valid YAML");
    }
    return new SourcedFields(file, fields);
  }

  private static Field readField(String file, int line, String name, JsonParser parser)
      throws IOException {
    JsonToken token = parser.nextToken();
    if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
      return new Field(line, parser.getText(), GIVEN);
    }
    if (token != JsonToken.START_OBJECT) {
      throw complaint(file, line, name, shapeOf(token), "a value, or {value, source}");
    }
    String value = null;
    String source = GIVEN;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String part = parser.currentName();
      int partLine = parser.currentTokenLocation().getLineNr();
      if (!parser.nextToken().isScalarValue()) {
        throw complaint(file, partLine, name + "." + part, "not a plain value", "text or a number");
      }
      switch (part) {
        case "value" -> value = parser.getText();
        case "source" -> source = parser.getText();
        default ->
            throw complaint(file, partLine, name + "." + part, "unknown key", "value, source");
      }
    }
    if (value == null) {
      throw complaint(file, line, name, "no value", "{value, source}");
    }
    return new Field(line, value, source);
  }

  /** A field that must stand in the file. */
  public <T> Sourced<T> required(String name, Function<String, T> reader, Range<T> range) {
    return optional(name, reader, range)
        .orElseThrow(() -> complaint(file, 1, name, "missing", range.expectation()));
  }

  /** A field that the file may leave out. */
  public <T> Optional<Sourced<T>> optional(
      String name, Function<String, T> reader, Range<T> range) {
    taken.add(name);
    Field field = fields.get(name);
    return field == null ? Optional.empty() : Optional.of(read(name, field, reader, range));
  }

  /** A field that has a value also when the file leaves it out. */
  public <T> Sourced<T> assumed(
      String name, Function<String, T> reader, Range<T> range, T value, String source) {
    return optional(name, reader, range)
        .orElseGet(() -> new Sourced<>(value, "not stated; " + source));
  }

  /** Refuses every field that nothing asked for. */
  public void refuseOthers() {
    fields.forEach(
        (name, field) -> {
          if (!taken.contains(name)) {
            String known = String.join(", ", taken.stream().sorted().toList());
            throw complaint(file, field.line(), name, "unknown key", "one of " + known);
          }
        });
  }

  private <T> Sourced<T> read(
      String name, Field field, Function<String, T> reader, Range<T> range) {
    T value;
    try {
      value = reader.apply(field.value());
    } catch (IllegalArgumentException e) {
      throw new MalformedEstimate(file + ":" + field.line() + ": " + name + ": " + e.getMessage());
    }
    if (!range.allowed().test(value)) {
      throw complaint(file, field.line(), name, field.value(), range.expectation());
    }
    return new Sourced<>(value, field.source());
  }

  /** What a field's value may be. */
  public record Range<T>(Predicate<T> allowed, String expectation) {}

  private static String shapeOf(@Nullable JsonToken token) {
    return token == JsonToken.START_ARRAY ? "a list" : "empty";
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "unreadable" : text.lines().findFirst().orElse("unreadable");
  }

  private static MalformedEstimate complaint(
      String file, int line, String field, String value, String expectation) {
    return new MalformedEstimate(
        file + ":" + line + ": " + field + ": " + value + " (expected: " + expectation + ")");
  }
}
