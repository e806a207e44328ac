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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All claims of the five documents, in the order of the documents. */
public final class ClaimCatalogue {
  private static final List<String> DOCUMENTS = List.of("s0", "s1", "s2", "s3", "s4");

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final List<Claim> claims;

  private ClaimCatalogue(List<Claim> claims) {
    this.claims = List.copyOf(claims);
  }

  /** A document's file as it stands on disk; what is missing is null until it was checked. */
  private record DocumentFile(
      @Nullable String document,
      @Nullable String title,
      @Nullable List<ClaimReader.Entry> claims) {}

  /**
   * Reads the files on first use only, so that commands that need no claim do not wait for them.
   */
  private static final class Shared {
    static final ClaimCatalogue CATALOGUE = readAll();

    private Shared() {}
  }

  /** The catalogue in this module's resources; always the same one. */
  public static ClaimCatalogue load() {
    return Shared.CATALOGUE;
  }

  private static ClaimCatalogue readAll() {
    List<Claim> claims = new ArrayList<>();
    for (String document : DOCUMENTS) {
      claims.addAll(read(document, resource(document)));
    }
    return new ClaimCatalogue(claims);
  }

  /** Every claim. */
  public List<Claim> claims() {
    return claims;
  }

  /** The claim with that id; letter case does not matter. */
  public Optional<Claim> claim(String id) {
    return claims.stream().filter(claim -> claim.id().equalsIgnoreCase(id)).findFirst();
  }

  /**
   * Reads one document's claims.
   *
   * @throws IllegalArgumentException naming file, line, claim, field, value and expectation
   */
  static List<Claim> read(String document, String content) {
    String name = document + ".yaml";
    DocumentFile file;
    try {
      file = YAML.readValue(content, DocumentFile.class);
    } catch (JsonProcessingException e) {
      throw Place.unreadable(name, content, e);
    }
    Place whole = Place.of(name, content);
    if (!document.equals(file.document())) {
      throw whole.complain(document, "document", file.document(), document);
    }
    List<ClaimReader.Entry> entries =
        Objects.requireNonNullElse(file.claims(), List.<ClaimReader.Entry>of());
    List<Place> places = whole.entries();
    if (entries.isEmpty() || places.size() != entries.size()) {
      throw whole.complain(
          document,
          "claims",
          places.size(),
          "at least one claim, each begun by two blanks and '-'");
    }
    Set<String> seen = new HashSet<>();
    List<Claim> claims = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Claim claim = new ClaimReader(document, places.get(i)).checked(entries.get(i));
      if (!seen.add(claim.id())) {
        throw places.get(i).complain(claim.id(), "id", claim.id(), "given once");
      }
      claims.add(claim);
    }
    return claims;
  }

  private static String resource(String document) {
    String name = "/org/plumbline/capacity/claims/" + document + ".yaml";
    try (InputStream stream = ClaimCatalogue.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("resource missing: " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
