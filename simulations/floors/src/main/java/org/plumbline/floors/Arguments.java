package org.plumbline.floors;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words {@code name=value} behind a program's name. */
final class Arguments {

  private final Map<String, String> values;

  private Arguments(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * Reads the words.
   *
   * @param known the names that the program understands
   * @throws IllegalArgumentException when a word has no such form or its name is not known
   */
  static Arguments parse(String[] words, Set<String> known) {
    Map<String, String> values = new HashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (equals < 0 || !known.contains(name)) {
        throw new IllegalArgumentException(
            word
                + " (expected: name=value with a name of "
                + known.stream().sorted().toList()
                + ")");
      }
      values.put(name, word.substring(equals + 1));
    }
    return new Arguments(values);
  }

  /** The text of that name; what is not given must have a fallback. */
  String text(String name, @Nullable String fallback) {
    String value = values.getOrDefault(name, fallback == null ? "" : fallback);
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + ": none (expected: " + name + "=...)");
    }
    return value;
  }

  /** The number of that name, from {@code min} to {@code max}. */
  int number(String name, int fallback, int min, int max) {
    String value = values.getOrDefault(name, Integer.toString(fallback));
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, with the bounds.
    }
    throw new IllegalArgumentException(
        name + ": " + value + " (expected: " + min + " to " + max + ")");
  }
}
