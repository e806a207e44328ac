package org.plumbline.cli.bench;

import org.plumbline.cli.report.Shown;

/**
 * What a benchmark says that takes the same bytes two ways in turns, in its secondary metrics
 * {@code bytes}, {@code plainNanos} and {@code proxiedNanos}.
 *
 * @param name the benchmark's
 * @param plainBytesPerSecond through the plain way
 * @param proxiedBytesPerSecond through the way that is measured
 * @param ratio of the second to the first
 */
public record Turns(
    String name, double plainBytesPerSecond, double proxiedBytesPerSecond, double ratio) {
  private static final double NANOS = 1e9;

  static Turns of(String name, double bytes, double plainNanos, double proxiedNanos) {
    return new Turns(
        name, bytes * NANOS / plainNanos, bytes * NANOS / proxiedNanos, plainNanos / proxiedNanos);
  }

  /** A line for people. */
  String line() {
    return name
        + ": "
        + Shown.ratio(ratio)
        + " of the plain way, in turns within this run ("
        + Shown.bytes(proxiedBytesPerSecond)
        + "/s of "
        + Shown.bytes(plainBytesPerSecond)
        + "/s)";
  }
}
