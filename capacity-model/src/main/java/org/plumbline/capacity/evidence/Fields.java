package org.plumbline.capacity.evidence;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of single fields; each refusal names field, value and expectation. */
final class Fields {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern DOTTED_NAME = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*");

  private Fields() {}

  /** The parameter is nullable because a file may lack what the types promise. */
  static void present(String field, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException(field + ": missing (expected: a value)");
    }
  }

  static void text(String field, @Nullable String value) {
    present(field, value);
    if (value != null && value.isBlank()) {
      throw new IllegalArgumentException(field + ": blank (expected: text)");
    }
  }

  static void name(String field, @Nullable String value) {
    matches(field, value, NAME, "a snake_case name");
  }

  static void dottedName(String field, @Nullable String value) {
    matches(field, value, DOTTED_NAME, "snake_case names joined by dots");
  }

  static void finite(String field, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(field + ": " + value + " (expected: a finite number)");
    }
  }

  static void relativePath(String field, @Nullable String value) {
    text(field, value);
    if (value != null && (value.startsWith("/") || value.contains(".."))) {
      throw new IllegalArgumentException(
          field + ": " + value + " (expected: a path inside the run folder)");
    }
  }

  private static void matches(
      String field, @Nullable String value, Pattern pattern, String expectation) {
    if (value == null || !pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(
          field + ": " + (value == null ? "missing" : value) + " (expected: " + expectation + ")");
    }
  }
}
