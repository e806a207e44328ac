package org.plumbline.capacity.estimate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a YAML file as they stand there: plain values or {@code {value, source}}. */
final class RawFields {
  /** A design has some sixty short lines; what is larger than this is another file. */
  static final int BYTES_MAX = 262_144;

  private static final String GIVEN = "stated in the file";

  /** One field. */
  record Raw(int line, String value, String source) {}

  private final Problems problems;
  private final Map<String, Raw> fields = new LinkedHashMap<>();

  private RawFields(Problems problems) {
    this.problems = problems;
  }

  /**
   * The text of a user's file.
   *
   * @throws MalformedEstimate when there is none, or it is too large or no text
   */
  static String textOf(Path file) throws IOException {
    Problems problems = new Problems(file.toString());
    String text = "";
    if (!Files.isRegularFile(file)) {
      String found = Files.exists(file) ? "no regular file" : "missing";
      problems.add(0, "the file", found, "a YAML file");
    } else {
      try (InputStream stream = Files.newInputStream(file)) {
        byte[] content = stream.readNBytes(BYTES_MAX + 1);
        if (content.length > BYTES_MAX) {
          String size = Files.size(file) + " B";
          problems.add(1, "the file", size, "a YAML file of at most " + BYTES_MAX + " B");
        } else {
          text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        }
      } catch (CharacterCodingException e) {
        problems.add(1, "the file", "not UTF-8", "UTF-8 text");
      }
    }
    problems.refuseAny();
    return text;
  }

  /** Reads a mapping; what is wrong with it goes to the problems. */
  static Map<String, Raw> read(String content, Problems problems) throws IOException {
    RawFields raw = new RawFields(problems);
    try (JsonParser parser = new YAMLFactory().createParser(content)) {
      raw.read(parser);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      problems.add(Math.max(1, line), "YAML", firstLine(e.getOriginalMessage()), "valid YAML");
    }
    return raw.fields;
  }

  private void read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      problems.add(1, "the file", "no mapping", "lines such as 'users: 500 million'");
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      int line = parser.currentTokenLocation().getLineNr();
      Raw field = readField(line, name, parser);
      if (field != null && fields.putIfAbsent(name, field) != null) {
        problems.add(line, name, "given twice", "each field once");
      }
    }
  }

  private @Nullable Raw readField(int line, String name, JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      return null;
    }
    if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
      return new Raw(line, parser.getText(), GIVEN);
    }
    if (token != JsonToken.START_OBJECT) {
      parser.skipChildren();
      String found = token == JsonToken.START_ARRAY ? "a list" : "empty";
      problems.add(line, name, found, "a value, or {value, source}");
      // It stands there, so it is not missing as well.
      return new Raw(line, "", GIVEN);
    }
    String value = null;
    String source = GIVEN;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String part = parser.currentName();
      int partLine = parser.currentTokenLocation().getLineNr();
      boolean isPlain = parser.nextToken().isScalarValue();
      parser.skipChildren();
      if (!isPlain) {
        problems.add(partLine, name + "." + part, "not a plain value", "text or a number");
      } else if (part.equals("value")) {
        value = parser.getText();
      } else if (part.equals("source")) {
        source = parser.getText();
      } else {
        problems.add(partLine, name + "." + part, "unknown key", "value, source");
      }
    }
    if (value == null) {
      problems.add(line, name, "no value", "{value, source}");
    }
    return new Raw(line, value == null ? "" : value, source);
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "unreadable" : text.lines().findFirst().orElse("unreadable");
  }
}
