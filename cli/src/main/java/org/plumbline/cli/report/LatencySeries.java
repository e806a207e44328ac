package org.plumbline.cli.report;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/**
 * The latencies of one {@code .hlog} file, all its intervals merged.
 *
 * @param name the file's name without its ending, for example {@code one_to_one: delivery}
 * @param histogram latencies in microseconds
 */
public record LatencySeries(String name, Histogram histogram) {
  private static final String SUFFIX = ".hlog";
  private static final int DIGITS = 3;
  private static final double MICROSECONDS_PER_MILLISECOND = 1_000.0;

  /** All logs of {@code <run>/latency}, in the order of their names; empty ones are left out. */
  public static List<LatencySeries> readAll(Path runFolder) {
    Path folder = runFolder.resolve("latency");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .sorted()
          .map(LatencySeries::read)
          .filter(series -> series.histogram().getTotalCount() > 0)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  private static LatencySeries read(Path path) {
    File file = path.toFile();
    Histogram all = new Histogram(DIGITS);
    try (HistogramLogReader reader = new HistogramLogReader(file)) {
      for (EncodableHistogram next = reader.nextIntervalHistogram();
          next != null;
          next = reader.nextIntervalHistogram()) {
        if (next instanceof Histogram interval) {
          all.add(interval);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    String name = file.getName();
    String series = name.substring(0, name.length() - SUFFIX.length()).replace(".", ": ");
    return new LatencySeries(series, all);
  }

  double millisecondsAt(double percentile) {
    return histogram.getValueAtPercentile(percentile) / MICROSECONDS_PER_MILLISECOND;
  }

  double millisecondsMax() {
    return histogram.getMaxValue() / MICROSECONDS_PER_MILLISECOND;
  }
}
