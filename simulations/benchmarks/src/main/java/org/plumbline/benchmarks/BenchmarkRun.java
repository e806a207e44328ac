package org.plumbline.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Figure;

/**
 * Runs the benchmarks of one class in JVMs of their own.
 *
 * <p>It leaves JMH's JSON and log in the run folder, under {@code benchmarks/}. Writing the
 * evidence file is left to the caller.
 */
public final class BenchmarkRun {

  private static final SequencedMap<String, Class<?>> BY_NAME = byName();
  private static final double CONFIDENCE = 0.95;
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final Path runFolder;
  private final BenchmarkProfile profile;
  private final InstantSource clock;

  /** Prepares runs whose raw files go below {@code runFolder}. */
  public BenchmarkRun(Path runFolder, BenchmarkProfile profile, InstantSource clock) {
    this.runFolder = runFolder;
    this.profile = profile;
    this.clock = clock;
  }

  private static SequencedMap<String, Class<?>> byName() {
    SequencedMap<String, Class<?>> classes = new java.util.LinkedHashMap<>();
    classes.put("frame_codec", FrameCodecBenchmark.class);
    classes.put("message_ids", MessageIdsBenchmark.class);
    classes.put("delivery_step", DeliveryStepBenchmark.class);
    classes.put("proxy_throughput", ProxyThroughputBenchmark.class);
    return classes;
  }

  /** The names, as {@code plumb bench NAME} takes them. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /**
   * Runs the benchmarks of that name and gives their evidence, {@code benchmark.<name>}: for each
   * method the time of an operation and the bytes that it allocates.
   *
   * @throws IllegalArgumentException when there is none of that name
   * @throws BenchmarkFailure when it did not run through
   */
  public Evidence run(String name) throws BenchmarkFailure {
    Class<?> benchmark = BY_NAME.get(name);
    if (benchmark == null) {
      throw new IllegalArgumentException(
          "benchmark: " + name + " (expected: one of " + String.join(", ", names()) + ")");
    }
    Instant started = clock.instant();
    Path folder = runFolder.resolve("benchmarks");
    Path json = folder.resolve(name + ".json");
    Path log = folder.resolve(name + ".log");
    try {
      Files.createDirectories(folder);
      Collection<RunResult> results = new Runner(options(benchmark, json, log).build()).run();
      return evidence(name, started, results);
    } catch (IOException | RunnerException e) {
      throw new BenchmarkFailure(
          "the benchmark " + name + " did not run: " + e.getMessage() + "; log: " + log, e);
    }
  }

  private OptionsBuilder options(Class<?> benchmark, Path json, Path log) {
    OptionsBuilder options = new OptionsBuilder();
    options
        .include("^" + benchmark.getName().replace(".", "\\.") + "\\.")
        .forks(profile.forks())
        .warmupIterations(profile.warmUps())
        .measurementIterations(profile.iterations())
        .warmupTime(time())
        .measurementTime(time())
        .jvm(Path.of(System.getProperty("java.home"), "bin", "java").toString())
        .jvmArgs(
            "-Xms512m",
            "-Xmx512m",
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow")
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.NORMAL)
        .output(log.toString())
        .resultFormat(ResultFormatType.JSON)
        .result(json.toString());
    return options;
  }

  private TimeValue time() {
    return new TimeValue(profile.iteration().toNanos(), TimeUnit.NANOSECONDS);
  }

  private Evidence evidence(String name, Instant started, Collection<RunResult> results) {
    SortedMap<String, Figure> figures = new TreeMap<>();
    for (RunResult result : results) {
      String method = snakeCase(result.getPrimaryResult().getLabel());
      figures.put(method, figure(result.getPrimaryResult(), "ns"));
      Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
      if (allocated != null) {
        figures.put(method + "_allocated", figure(allocated, "B"));
      }
    }
    return new Evidence(
        Evidence.SCHEMA,
        "benchmark." + name,
        "benchmark",
        started,
        clock.instant(),
        Map.of(
            "profile",
            profile.name(),
            "forks",
            Integer.toString(profile.forks()),
            "warm_ups",
            Integer.toString(profile.warmUps()),
            "iterations",
            Integer.toString(profile.iterations()),
            "iteration",
            profile.iteration().toString()),
        figures,
        List.of(),
        List.of(
            "Time and allocated bytes of one operation by JMH; intervals are of its 95% confidence"
                + " over the iterations of all forks. Compare only figures of one machine and one"
                + " run."),
        List.of("benchmarks/" + name + ".json", "benchmarks/" + name + ".log"));
  }

  private static Figure figure(Result<?> result, String unit) {
    Statistics statistics = result.getStatistics();
    double[] interval = statistics.getConfidenceIntervalAt(CONFIDENCE);
    int samples = (int) statistics.getN();
    return Double.isFinite(interval[0]) && Double.isFinite(interval[1])
        ? Figure.of(result.getScore(), unit, interval[0], interval[1], samples)
        : Figure.of(result.getScore(), unit, samples);
  }

  static String snakeCase(String method) {
    return method.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
