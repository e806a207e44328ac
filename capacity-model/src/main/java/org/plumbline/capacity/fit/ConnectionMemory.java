package org.plumbline.capacity.fit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Memory of one process at its steps of connections.
 *
 * @param process as the file calls it
 * @param heap live bytes against connections
 * @param resident resident bytes against connections
 */
public record ConnectionMemory(String process, List<Line.Point> heap, List<Line.Point> resident) {

  private static final String FILE = "load/idle_connections/memory.csv";
  private static final String HEADER = "process,connections,live_heap_bytes,resident_bytes";
  private static final String NODE = "node-";

  public ConnectionMemory {
    heap = List.copyOf(heap);
    resident = List.copyOf(resident);
  }

  /**
   * The chat nodes that {@code load.idle_connections} left below a run's folder; empty without its
   * file.
   *
   * @throws IllegalArgumentException for a line that cannot be read; names file, line, value
   */
  public static List<ConnectionMemory> read(Path runFolder) {
    Path file = runFolder.resolve(FILE);
    if (!Files.exists(file)) {
      return List.of();
    }
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
      throw refused(file, 1, lines.isEmpty() ? "" : lines.getFirst(), HEADER);
    }
    Map<String, ConnectionMemory> found = new LinkedHashMap<>();
    Map<String, List<Line.Point>> heaps = new LinkedHashMap<>();
    Map<String, List<Line.Point>> residents = new LinkedHashMap<>();
    for (int line = 1; line < lines.size(); line++) {
      String[] cells = lines.get(line).split(",", -1);
      if (cells.length != 4) {
        throw refused(file, line + 1, lines.get(line), "four values");
      }
      if (cells[0].startsWith(NODE)) {
        double connections = number(file, line + 1, cells[1]);
        heaps
            .computeIfAbsent(cells[0], _ -> new ArrayList<>())
            .add(new Line.Point(connections, number(file, line + 1, cells[2])));
        residents
            .computeIfAbsent(cells[0], _ -> new ArrayList<>())
            .add(new Line.Point(connections, number(file, line + 1, cells[3])));
      }
    }
    heaps.forEach(
        (process, heap) ->
            found.put(
                process,
                new ConnectionMemory(process, heap, residents.getOrDefault(process, List.of()))));
    return List.copyOf(found.values());
  }

  private static double number(Path file, int line, String value) {
    try {
      double number = Double.parseDouble(value);
      if (number >= 0 && Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Refused below, with its place.
    }
    throw refused(file, line, value, "a number from 0");
  }

  private static IllegalArgumentException refused(
      Path file, int line, String value, String expected) {
    return new IllegalArgumentException(
        file + ":" + line + ": " + value + " (expected: " + expected + ")");
  }
}
