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
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** All claims of the five documents, in the order of the documents. */
public final class ClaimCatalogue {
  private static final List<String> DOCUMENTS = List.of("s0", "s1", "s2", "s3", "s4");
  private static final Pattern ID = Pattern.compile("S[0-4]-[0-9]{2}");
  private static final Pattern LINE = Pattern.compile("[0-9]+([-,][0-9]+)*");
  private static final Pattern FINDING = Pattern.compile("[a-z0-9_.]+/[a-z0-9_]+");

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
      @Nullable String document, @Nullable String title, @Nullable List<Entry> claims) {}

  private record Entry(
      @Nullable String id,
      @Nullable String line,
      @Nullable String statement,
      @Nullable ClaimKind kind,
      @Nullable List<CheckKind> checks,
      @Nullable Profile profile,
      boolean promise,
      @Nullable JudgedBy judgedBy,
      @Nullable String notRunBecause) {}

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
   * @throws IllegalArgumentException naming document, claim, field, value and expectation
   */
  static List<Claim> read(String document, String content) {
    DocumentFile file;
    try {
      file = YAML.readValue(content, DocumentFile.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(document + ".yaml: " + e.getMessage(), e);
    }
    require(document.equals(file.document()), document, "document", file.document(), document);
    Set<String> seen = new HashSet<>();
    List<Claim> claims = new ArrayList<>();
    for (Entry entry : Objects.requireNonNullElse(file.claims(), List.<Entry>of())) {
      Claim claim = checked(document, entry);
      require(seen.add(claim.id()), claim.id(), "id", claim.id(), "given once");
      claims.add(claim);
    }
    require(!claims.isEmpty(), document, "claims", "none", "at least one claim");
    return claims;
  }

  private static Claim checked(String document, Entry entry) {
    String id = present(document, "id", entry.id());
    String prefix = document.toUpperCase(Locale.ROOT) + "-";
    boolean ours = ID.matcher(id).matches() && id.startsWith(prefix);
    require(ours, document, "id", id, prefix + "nn");
    String line = present(id, "line", entry.line());
    require(LINE.matcher(line).matches(), id, "line", line, "a line such as 32 or 40-44");
    String statement = present(id, "statement", entry.statement());
    require(!statement.isBlank(), id, "statement", "blank", "a sentence");
    Profile profile = present(id, "profile", entry.profile());
    JudgedBy judgedBy = entry.judgedBy();
    if (judgedBy == null) {
      require(profile == Profile.FULL, id, "profile", profile, "full, as no check is built");
    } else {
      checkHow(id, profile, judgedBy);
    }
    checkReason(id, judgedBy, entry.notRunBecause());
    return new Claim(
        id,
        document,
        line,
        statement,
        present(id, "kind", entry.kind()),
        present(id, "checks", entry.checks()),
        profile,
        entry.promise(),
        judgedBy,
        entry.notRunBecause());
  }

  /** A reason beside a check would go on being told when the check has long decided. */
  private static void checkReason(String id, @Nullable JudgedBy judgedBy, @Nullable String reason) {
    if (reason != null) {
      require(judgedBy == null, id, "not_run_because", "given", "nothing beside judged_by");
      require(reason.endsWith("."), id, "not_run_because", reason, "whole sentences");
    }
  }

  private static void checkHow(String id, Profile profile, JudgedBy judgedBy) {
    present(id, "judged_by.check", judgedBy.check());
    boolean calculated = judgedBy.evidence().isEmpty();
    require(
        calculated == (profile == Profile.MODEL),
        id,
        "profile",
        profile,
        "model exactly when no evidence is needed");
    for (String finding : judgedBy.findings()) {
      boolean named = FINDING.matcher(finding).matches();
      require(named, id, "judged_by.findings", finding, "<evidence id>/<finding id>");
      String evidence = finding.substring(0, finding.indexOf('/'));
      boolean listed = judgedBy.evidence().contains(evidence);
      require(listed, id, "judged_by.evidence", judgedBy.evidence(), "to hold " + evidence);
    }
  }

  private static <T> T present(String where, String field, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(where + ": " + field + ": missing (expected: a value)");
    }
    return value;
  }

  private static void require(
      boolean met, String where, String field, @Nullable Object value, String expectation) {
    if (!met) {
      throw new IllegalArgumentException(
          where + ": " + field + ": " + value + " (expected: " + expectation + ")");
    }
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
