package org.plumbline.floors;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a floor's program did between two moments.
 *
 * @param counts by name, among them its processor time and the time on the wall, in nanoseconds
 */
public record FloorReading(Map<String, Long> counts) {

  /** What an answer's words say, {@code name=number} each. */
  static FloorReading parse(String words) {
    Map<String, Long> counts = new TreeMap<>();
    for (String word : words.strip().split(" ", -1)) {
      int equals = word.indexOf('=');
      if (equals < 1 || !word.substring(equals + 1).matches("-?\\d{1,18}")) {
        throw new IllegalArgumentException(
            "reading: " + words + " (expected: name=number, separated by blanks)");
      }
      counts.put(word.substring(0, equals), Long.parseLong(word.substring(equals + 1)));
    }
    return new FloorReading(counts);
  }

  public FloorReading {
    counts = Map.copyOf(counts);
  }

  /** That count; 0 when the program has none of that name. */
  public long count(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** Time on the wall. */
  public double seconds() {
    return count(Conversation.ELAPSED) / 1e9;
  }

  /** Processor time of the program, of all its threads. */
  public double cpuSeconds() {
    return count(Conversation.CPU) / 1e9;
  }

  /** How many operations succeeded a second. */
  public double rate() {
    return count("done") / seconds();
  }
}
