package org.plumbline.capacity.estimate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/** The inputs that there are, as one file of this module lists them. */
final class InputFields {
  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

  /** More typing errors than these are another word. */
  private static final double SIMILAR = 0.4;

  private final Map<String, InputField> fields;

  private InputFields(Map<String, InputField> fields) {
    this.fields = fields;
  }

  /** Reads {@code inputs.yaml} or {@code prices.yaml} of this package's resources. */
  static InputFields load(String resource) {
    try (InputStream stream = InputFields.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("resource missing: " + resource);
      }
      Map<String, InputField> fields = new LinkedHashMap<>();
      new YAMLMapper()
          .readTree(stream)
          .properties()
          .forEach(entry -> fields.put(entry.getKey(), field(entry.getKey(), entry.getValue())));
      return new InputFields(fields);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  private static InputField field(String name, JsonNode node) {
    boolean open = node.has("above");
    double least = node.path(open ? "above" : "least").asDouble(0);
    double most = node.path("most").asDouble(Double.POSITIVE_INFINITY);
    return new InputField(
        name,
        node.get("group").asText(),
        Measure.named(node.get("measure").asText()),
        node.get("meaning").asText(),
        new InputField.Bounds(least, open, most),
        node.path("required").asBoolean(),
        text(node, "default"),
        text(node, "source"));
  }

  private static @Nullable String text(JsonNode node, String key) {
    return node.has(key) ? node.get(key).asText() : null;
  }

  Collection<InputField> all() {
    return fields.values();
  }

  Optional<InputField> find(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** The field of that name. */
  InputField get(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("no input " + name));
  }

  /** The field that was probably meant. */
  Optional<String> closest(String name) {
    return fields.keySet().stream()
        .min(Comparator.comparingInt(known -> DISTANCE.apply(name, known)))
        .filter(known -> DISTANCE.apply(name, known) <= SIMILAR * known.length());
  }
}
