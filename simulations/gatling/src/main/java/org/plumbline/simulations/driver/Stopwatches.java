package org.plumbline.simulations.driver;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.plumbline.capacity.evidence.Figure;
import org.plumbline.simulations.load.LoadProfile;
import org.plumbline.simulations.measure.GeneratorMeter;
import org.plumbline.simulations.measure.Percentiles;
import org.plumbline.simulations.measure.SlicedHistogram;

/** The latencies of the parts of a journey, each cut into the slices of the steady phase. */
public final class Stopwatches {

  /** How late journeys began. */
  public static final String LAG = "scheduling_lag";

  private static final int SLICES = 10;

  private final Map<String, SlicedHistogram> parts = new LinkedHashMap<>();

  /** One histogram for each part, and one for the lag. */
  public Stopwatches(LoadProfile profile, List<String> names) {
    names.forEach(name -> parts.put(name, sliced(profile)));
    parts.put(LAG, sliced(profile));
  }

  private static SlicedHistogram sliced(LoadProfile profile) {
    return new SlicedHistogram(micros(profile.warmUp()), micros(profile.duration()), SLICES);
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  /** The histogram of that part. */
  public SlicedHistogram part(String name) {
    return Objects.requireNonNull(parts.get(name), name);
  }

  /** Median and 99th percentile of each part that was measured, as {@code upload_p50}. */
  public void addTo(SortedMap<String, Figure> figures, long seed) {
    parts.forEach(
        (name, histogram) -> {
          Percentiles percentiles = new Percentiles(histogram.slices());
          if (percentiles.total() > 0) {
            figures.put(name + "_p50", percentiles.figure(50, seed));
            figures.put(name + "_p99", percentiles.figure(99, seed));
          }
        });
  }

  /** What the driver, which is this very process, used of its share. */
  public static void addUse(
      SortedMap<String, Figure> figures, GeneratorMeter.Use use, LoadProfile profile) {
    figures.put("generator_cpu_share", Figure.of(use.ofShare(profile.generatorShare()), "1", 1));
  }

  /** Leaves that part's log in the folder of the run. */
  public String write(Path runFolder, String scenario, String part, long steadyStartMillis) {
    String file = "latency/" + scenario + "." + part + ".hlog";
    part(part).write(runFolder.resolve(file), steadyStartMillis);
    return file;
  }
}
