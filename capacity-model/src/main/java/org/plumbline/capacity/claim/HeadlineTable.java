package org.plumbline.capacity.claim;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The findings that an architect should read first, as data. */
public final class HeadlineTable {
  private static final String FILE = "headlines.yaml";

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private record Table(@Nullable List<Entry> headlines) {}

  private record Entry(int number, @Nullable String title, @Nullable List<String> claims) {}

  /** Read on first use only. */
  private static final class Shared {
    static final List<Headline> ALL = read(ClaimCatalogue.load(), resource());

    private Shared() {}
  }

  private HeadlineTable() {}

  /** All of them, in their order. */
  public static List<Headline> all() {
    return Shared.ALL;
  }

  /**
   * Reads the table.
   *
   * @throws IllegalArgumentException naming file, line, field, value and expectation
   */
  static List<Headline> read(ClaimCatalogue claims, String content) {
    Table table;
    try {
      table = YAML.readValue(content, Table.class);
    } catch (JsonProcessingException e) {
      throw Place.unreadable(FILE, content, e);
    }
    Place whole = Place.of(FILE, content);
    List<Place> places = whole.entries();
    List<Entry> entries = Objects.requireNonNullElse(table.headlines(), List.<Entry>of());
    if (entries.isEmpty() || entries.size() != places.size()) {
      throw whole.complain(
          FILE, "headlines", places.size(), "at least one, each begun by two blanks and '-'");
    }
    List<Headline> read = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      read.add(checked(claims, entries.get(i), places.get(i), i + 1));
    }
    return List.copyOf(read);
  }

  private static Headline checked(
      ClaimCatalogue claims, Entry entry, Place place, int expectedNumber) {
    String whose = "headline " + expectedNumber;
    if (entry.number() != expectedNumber) {
      throw place.complain(whose, "number", entry.number(), Integer.toString(expectedNumber));
    }
    String title = entry.title();
    if (title == null || title.isBlank()) {
      throw place.complain(whose, "title", "missing", "a sentence");
    }
    List<String> ids = Objects.requireNonNullElse(entry.claims(), List.<String>of());
    if (ids.isEmpty()) {
      throw place.complain(whose, "claims", "missing", "at least one claim's id");
    }
    for (String id : ids) {
      if (claims.claim(id).isEmpty()) {
        throw place.complain(whose, "claims", id, "a claim's id");
      }
    }
    return new Headline(entry.number(), title, ids);
  }

  private static String resource() {
    String name = "/org/plumbline/capacity/decisions/" + FILE;
    try (InputStream stream = HeadlineTable.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("resource missing: " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
