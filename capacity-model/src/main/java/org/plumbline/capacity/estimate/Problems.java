package org.plumbline.capacity.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a file; all of it, so that a user need not mend it one by one. */
final class Problems {
  private static final int SHOWN_MAX = 50;

  /** One of them. */
  private record Problem(int line, String field, String text) {}

  private final String file;
  private final List<Problem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  /** Adds {@code file:line: field: value (expected: ...)}. */
  void add(int line, String field, String value, String expectation) {
    add(line, field, value + " (expected: " + expectation + ")");
  }

  /** The same with the value and the expectation in one text. */
  void add(int line, String field, String complaint) {
    found.add(new Problem(line, field, file + ":" + line + ": " + field + ": " + complaint));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Throws when the whole file is unreadable: what its fields are cannot be said then. */
  void refuseAnyOf(String... fields) {
    if (found.stream().anyMatch(problem -> List.of(fields).contains(problem.field()))) {
      refuseAny();
    }
  }

  /** Throws when there are any, in the order of their lines. */
  void refuseAny() {
    if (!found.isEmpty()) {
      List<String> lines =
          found.stream().sorted(Comparator.comparingInt(Problem::line)).map(Problem::text).toList();
      int more = lines.size() - SHOWN_MAX;
      throw new MalformedEstimate(
          String.join("\n", lines.subList(0, Math.min(lines.size(), SHOWN_MAX)))
              + (more > 0 ? "\nand " + more + " more" : ""));
    }
  }
}
