package org.plumbline.simulations.crowd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.simulations.calibration.SlopeEstimate;

/** The points of nodes and of the bare echo server, and the lines through them. */
final class MemorySteps {

  private final List<MemoryPoint> nodes = new ArrayList<>();
  private final List<MemoryPoint> echoes = new ArrayList<>();

  void addNode(MemoryPoint point) {
    nodes.add(point);
  }

  void addEcho(MemoryPoint point) {
    echoes.add(point);
  }

  /** Resident bytes for each connection of a node. */
  Figure nodeResident() {
    return slope(nodes, true);
  }

  Figure nodeHeap() {
    return slope(nodes, false);
  }

  /** Resident bytes for each connection of the bare server. */
  Figure echoResident() {
    return slope(echoes, true);
  }

  Figure echoHeap() {
    return slope(echoes, false);
  }

  private static Figure slope(List<MemoryPoint> points, boolean resident) {
    return SlopeEstimate.of(
        List.copyOf(
            points.stream()
                .collect(
                    Collectors.groupingBy(
                        MemoryPoint::process,
                        Collectors.mapping(
                            point ->
                                new SlopeEstimate.Point(
                                    point.connections(),
                                    resident ? point.residentBytes() : point.heapBytes()),
                            Collectors.toList())))
                .values()),
        "B");
  }

  /**
   * One figure by another. The interval is the widest that both intervals allow, which is wider
   * than a joint one; there is none where the lower one may be nothing.
   */
  static Figure ratio(Figure above, Figure below) {
    double ratio = above.value() / below.value();
    Double aboveLow = above.low();
    Double aboveHigh = above.high();
    Double belowLow = below.low();
    Double belowHigh = below.high();
    int samples = above.samples() + below.samples();
    if (aboveLow == null || aboveHigh == null || belowLow == null || belowHigh == null) {
      return Figure.of(ratio, "1", samples);
    }
    return belowLow <= 0 || aboveLow < 0
        ? Figure.of(ratio, "1", samples)
        : Figure.of(ratio, "1", aboveLow / belowHigh, aboveHigh / belowLow, samples);
  }

  /** One figure less another, with the widest interval that both allow. */
  static Figure difference(Figure from, Figure other) {
    double difference = from.value() - other.value();
    Double fromLow = from.low();
    Double fromHigh = from.high();
    Double otherLow = other.low();
    Double otherHigh = other.high();
    int samples = from.samples() + other.samples();
    return fromLow == null || fromHigh == null || otherLow == null || otherHigh == null
        ? Figure.of(difference, from.unit(), samples)
        : Figure.of(difference, from.unit(), fromLow - otherHigh, fromHigh - otherLow, samples);
  }

  /** All points, one a line. */
  void write(Path file) {
    List<String> lines = new ArrayList<>();
    lines.add("process,connections,live_heap_bytes,resident_bytes");
    for (List<MemoryPoint> points : List.of(nodes, echoes)) {
      for (MemoryPoint point : points) {
        lines.add(
            point.process()
                + ","
                + point.connections()
                + ","
                + point.heapBytes()
                + ","
                + point.residentBytes());
      }
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
