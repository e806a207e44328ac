package org.plumbline.capacity.claim;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks one claim as it stands in a file; every complaint names file, line and field. */
record ClaimReader(String document, Place place) {
  private static final Pattern ID = Pattern.compile("S[0-4]-[0-9]{2}");
  private static final Pattern LINE = Pattern.compile("[0-9]+([-,][0-9]+)*");
  private static final Pattern FINDING = Pattern.compile("[a-z0-9_.]+/[a-z0-9_]+");

  /** A claim as it stands on disk; what is missing is null until it was checked. */
  record Entry(
      @Nullable String id,
      @Nullable String line,
      @Nullable String statement,
      @Nullable ClaimKind kind,
      @Nullable List<CheckKind> checks,
      @Nullable Profile profile,
      boolean promise,
      @Nullable JudgedBy judgedBy) {}

  /**
   * The claim, when it is whole.
   *
   * @throws IllegalArgumentException naming file, line, claim, field, value and expectation
   */
  Claim checked(Entry entry) {
    String id = present(document, "id", entry.id());
    String prefix = document.toUpperCase(Locale.ROOT) + "-";
    boolean ours = ID.matcher(id).matches() && id.startsWith(prefix);
    require(ours, document, "id", id, prefix + "nn");
    String line = present(id, "line", entry.line());
    require(LINE.matcher(line).matches(), id, "line", line, "a line such as 32 or 40-44");
    String statement = present(id, "statement", entry.statement());
    require(!statement.isBlank(), id, "statement", "blank", "a sentence");
    Profile profile = present(id, "profile", entry.profile());
    JudgedBy judgedBy = present(id, "judged_by", entry.judgedBy());
    checkHow(id, profile, judgedBy);
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
        place.text());
  }

  private void checkHow(String id, Profile profile, JudgedBy judgedBy) {
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
      requireListed(id, judgedBy, finding.substring(0, finding.indexOf('/')));
    }
    for (String condition : judgedBy.figures()) {
      FigureCondition read = condition(id, condition);
      requireListed(id, judgedBy, read.figure().evidence());
      FigureCondition.Place other = read.other();
      if (other != null) {
        requireListed(id, judgedBy, other.evidence());
      }
    }
  }

  private FigureCondition condition(String id, String text) {
    try {
      return FigureCondition.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          place.textOf("figures") + ": " + id + ": judged_by.figures: " + e.getMessage(), e);
    }
  }

  private void requireListed(String id, JudgedBy judgedBy, String evidence) {
    boolean listed = judgedBy.evidence().contains(evidence);
    require(listed, id, "judged_by.evidence", judgedBy.evidence(), "to hold " + evidence);
  }

  private <T> T present(String whose, String field, @Nullable T value) {
    if (value == null) {
      throw place.complain(whose, field, "missing", "a value");
    }
    return value;
  }

  private void require(
      boolean met, String whose, String field, @Nullable Object value, String expectation) {
    if (!met) {
      throw place.complain(whose, field, value, expectation);
    }
  }
}
