package org.plumbline.simulations.measure;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Values in microseconds, one histogram for each equal slice of the steady phase.
 *
 * <p>A value belongs to the slice of its <em>intended</em> time, so that a stall counts in the
 * slice that caused it. Values of times outside the phase are not kept: that is how the warm-up
 * stays out of the figures. Safe to use from many threads.
 */
public final class SlicedHistogram {

  /** Longest latency that is told apart; longer ones count as this one. */
  public static final long MICROS_MAX = 60_000_000L;

  private static final int SIGNIFICANT_DIGITS = 3;
  private static final double MICROS_PER_MILLI = 1_000.0;

  private final long fromMicros;
  private final long lengthMicros;
  private final List<Histogram> slices = new ArrayList<>();

  /**
   * Prepares the slices.
   *
   * @param fromMicros where the steady phase begins, on the clock of the intended times
   * @param lengthMicros how long it lasts; &gt; 0
   * @param slices how many slices; &gt; 0
   */
  public SlicedHistogram(long fromMicros, long lengthMicros, int slices) {
    if (lengthMicros <= 0) {
      throw new IllegalArgumentException("lengthMicros: " + lengthMicros + " (expected: > 0)");
    }
    if (slices <= 0) {
      throw new IllegalArgumentException("slices: " + slices + " (expected: > 0)");
    }
    this.fromMicros = fromMicros;
    this.lengthMicros = lengthMicros;
    for (int slice = 0; slice < slices; slice++) {
      this.slices.add(new ConcurrentHistogram(1, MICROS_MAX, SIGNIFICANT_DIGITS));
    }
  }

  /** Keeps a value, unless its intended time lies outside the phase. */
  public void record(long intendedMicros, long micros) {
    long offset = intendedMicros - fromMicros;
    if (offset < 0 || offset >= lengthMicros) {
      return;
    }
    int slice = (int) (offset * slices.size() / lengthMicros);
    slices.get(slice).recordValue(Math.clamp(micros, 1, MICROS_MAX));
  }

  /** A copy of each slice, empty ones among them. */
  public List<Histogram> slices() {
    return slices.stream().map(Histogram::copy).toList();
  }

  /**
   * Writes a HdrHistogram log with one interval histogram per slice, values in microseconds, maxima
   * in milliseconds.
   *
   * @param startMillis when the steady phase began, in milliseconds since 1970
   */
  public void write(Path file, long startMillis) {
    write(file, startMillis, lengthMicros / 1e6 / slices.size(), slices);
  }

  /** The same of slices that were taken elsewhere, each of that many seconds. */
  public static void write(
      Path file, long startMillis, double sliceSeconds, List<Histogram> slices) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the folder of " + file, e);
    }
    try (PrintStream stream = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
      HistogramLogWriter out = new HistogramLogWriter(stream);
      out.outputComment("[values: microseconds; Interval_Max: milliseconds]");
      out.outputLogFormatVersion();
      out.outputStartTime(startMillis);
      out.outputLegend();
      for (int slice = 0; slice < slices.size(); slice++) {
        double start = startMillis / 1e3 + slice * sliceSeconds;
        out.outputIntervalHistogram(
            start, start + sliceSeconds, slices.get(slice), MICROS_PER_MILLI);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** The slices of a log that {@link #write} left; empty ones are among them. */
  public static List<Histogram> read(Path file) {
    List<Histogram> read = new ArrayList<>();
    try (HistogramLogReader in = new HistogramLogReader(file.toFile())) {
      while (in.hasNext()) {
        EncodableHistogram next = in.nextIntervalHistogram();
        if (next instanceof Histogram slice) {
          read.add(slice);
        }
      }
    } catch (FileNotFoundException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return List.copyOf(read);
  }
}
