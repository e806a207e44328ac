package org.plumbline.capacity.claim;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The questions on which the documents contradict each other, as data. */
public final class ContradictionTable {
  private static final String FILE = "contradictions.yaml";

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private record Table(@Nullable List<Entry> contradictions) {}

  private record Entry(
      @Nullable String id,
      @Nullable String question,
      @Nullable List<Contradiction.Option> options,
      @Nullable List<String> figures,
      @Nullable String recommended,
      @Nullable String conditions,
      @Nullable Map<String, List<String>> restsOn,
      @Nullable List<String> figuresMustBe) {}

  /** Read on first use only, so that commands that do not decide anything do not wait for it. */
  private static final class Shared {
    static final List<Contradiction> ALL = read(ClaimCatalogue.load(), resource());

    private Shared() {}
  }

  private ContradictionTable() {}

  /** All of them, in the order of the file. */
  public static List<Contradiction> all() {
    return Shared.ALL;
  }

  /**
   * Reads the table.
   *
   * @throws IllegalArgumentException naming file, line, contradiction, field, value and expectation
   */
  static List<Contradiction> read(ClaimCatalogue claims, String content) {
    Table table;
    try {
      table = YAML.readValue(content, Table.class);
    } catch (JsonProcessingException e) {
      throw Place.unreadable(FILE, content, e);
    }
    Place whole = Place.of(FILE, content);
    List<Place> places = whole.entries();
    List<Entry> entries = Objects.requireNonNullElse(table.contradictions(), List.<Entry>of());
    if (entries.isEmpty() || entries.size() != places.size()) {
      throw whole.complain(
          FILE, "contradictions", places.size(), "at least one, each begun by two blanks and '-'");
    }
    Set<String> seen = new HashSet<>();
    List<Contradiction> read = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Contradiction one = new Reader(claims, places.get(i)).checked(entries.get(i));
      if (!seen.add(one.id())) {
        throw places.get(i).complain(one.id(), "id", one.id(), "given once");
      }
      read.add(one);
    }
    return List.copyOf(read);
  }

  private record Reader(ClaimCatalogue claims, Place place) {
    Contradiction checked(Entry entry) {
      String id = present("contradictions", "id", entry.id());
      if (!id.matches("X-[0-9]{2}")) {
        throw place.complain("contradictions", "id", id, "X-nn");
      }
      List<Contradiction.Option> options = present(id, "options", entry.options());
      options.forEach(option -> known(id, "claims", option.claims()));
      String recommended = present(id, "recommended", entry.recommended());
      List<String> names = options.stream().map(Contradiction.Option::name).toList();
      if (!names.contains(recommended)) {
        throw place.complain(id, "recommended", recommended, "one of " + names);
      }
      TreeMap<String, List<String>> restsOn =
          new TreeMap<>(
              Objects.requireNonNullElse(entry.restsOn(), Map.<String, List<String>>of()));
      known(id, "rests_on", List.copyOf(restsOn.keySet()));
      List<FigureCondition> must =
          each(id, "figures_must_be", entry.figuresMustBe(), FigureCondition::parse);
      if (restsOn.isEmpty() && must.isEmpty()) {
        throw place.complain(id, "rests_on", "missing", "a verdict, or figures_must_be");
      }
      return new Contradiction(
          id,
          present(id, "question", entry.question()),
          options,
          each(id, "figures", entry.figures(), FigureCondition.Place::parse),
          recommended,
          present(id, "conditions", entry.conditions()),
          restsOn,
          must);
    }

    private void known(String whose, String field, List<String> ids) {
      for (String id : ids) {
        if (claims.claim(id).isEmpty()) {
          throw place.complain(whose, field, id, "a claim's id");
        }
      }
    }

    private <T> List<T> each(
        String whose, String field, @Nullable List<String> texts, Function<String, T> read) {
      try {
        return texts == null ? List.of() : texts.stream().map(read).toList();
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            place.textOf(field) + ": " + whose + ": " + field + ": " + e.getMessage(), e);
      }
    }

    private <T> T present(String whose, String field, @Nullable T value) {
      if (value == null) {
        throw place.complain(whose, field, "missing", "a value");
      }
      return value;
    }
  }

  private static String resource() {
    String name = "/org/plumbline/capacity/decisions/" + FILE;
    try (InputStream stream = ContradictionTable.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("resource missing: " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
