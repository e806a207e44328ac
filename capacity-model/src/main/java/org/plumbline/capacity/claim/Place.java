package org.plumbline.capacity.claim;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where something stands in a file of our data, so that an error can say so.
 *
 * @param file its name
 * @param lines the file's lines
 * @param first index of the entry's first line
 * @param end index behind its last one
 */
record Place(String file, List<String> lines, int first, int end) {
  private static final Pattern ENTRY = Pattern.compile("^  - .*");

  Place {
    lines = List.copyOf(lines);
  }

  /** The whole file. */
  static Place of(String file, String content) {
    List<String> lines = content.lines().toList();
    return new Place(file, lines, 0, lines.size());
  }

  /** The error of a file that is no such data: file, line, and what the reader says. */
  static IllegalArgumentException unreadable(
      String file, String content, JsonProcessingException cause) {
    JsonLocation at = cause.getLocation();
    String place = at == null ? file : file + ":" + at.getLineNr();
    if (cause instanceof UnrecognizedPropertyException unknown) {
      // Records are made at their end, so the reader's own line lies behind the field.
      place = of(file, content).textOf(unknown.getPropertyName());
    }
    return new IllegalArgumentException(place + ": " + cause.getOriginalMessage(), cause);
  }

  /** The entries of the file's one list, in order. */
  List<Place> entries() {
    List<Integer> starts = new ArrayList<>();
    for (int i = first; i < end; i++) {
      if (ENTRY.matcher(lines.get(i)).matches()) {
        starts.add(i);
      }
    }
    List<Place> entries = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      int behind = i + 1 < starts.size() ? starts.get(i + 1) : end;
      entries.add(new Place(file, lines, starts.get(i), behind));
    }
    return entries;
  }

  /** {@code s0.yaml:12}. */
  String text() {
    return file + ":" + (first + 1);
  }

  /** The line of that field, or of the entry when it is missing; of a path the last name counts. */
  String textOf(String field) {
    Pattern key =
        Pattern.compile(
            "\\s*(- )?" + Pattern.quote(field.substring(field.lastIndexOf('.') + 1)) + ":.*");
    for (int i = first; i < end; i++) {
      if (key.matcher(lines.get(i)).matches()) {
        return file + ":" + (i + 1);
      }
    }
    return text();
  }

  /** The line that holds the field and the value both, or else that of the field. */
  private String textOf(String field, @Nullable Object value) {
    String name = field.substring(field.lastIndexOf('.') + 1) + ":";
    for (int i = first; i < end; i++) {
      String line = lines.get(i);
      if (line.contains(name) && line.contains(String.valueOf(value))) {
        return file + ":" + (i + 1);
      }
    }
    return textOf(field);
  }

  /** The error of a field: file, line, whose it is, field, value and what was expected. */
  IllegalArgumentException complain(
      String whose, String field, @Nullable Object value, String expectation) {
    return new IllegalArgumentException(
        textOf(field, value)
            + ": "
            + whose
            + ": "
            + field
            + ": "
            + value
            + " (expected: "
            + expectation
            + ")");
  }
}
