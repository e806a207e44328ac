package org.plumbline.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * How long benchmarks run.
 *
 * @param name {@code smoke}, {@code quick} or {@code full}
 * @param forks JVMs one after the other; 0 runs in this one, which is for tests of the benchmarks
 *     themselves and not for figures
 * @param warmUps iterations that are not counted
 * @param iterations iterations that are
 * @param iteration length of each
 */
public record BenchmarkProfile(
    String name, int forks, int warmUps, int iterations, Duration iteration) {

  public BenchmarkProfile {
    if (forks < 0 || warmUps < 0) {
      throw new IllegalArgumentException(
          "forks: " + forks + ", warmUps: " + warmUps + " (expected: >= 0)");
    }
    if (iterations < 1) {
      throw new IllegalArgumentException("iterations: " + iterations + " (expected: >= 1)");
    }
    if (!iteration.isPositive()) {
      throw new IllegalArgumentException("iteration: " + iteration + " (expected: > 0)");
    }
  }

  /** Shows that the benchmarks run; about 3 s for each method. */
  public static BenchmarkProfile smoke() {
    return new BenchmarkProfile("smoke", 1, 2, 3, Duration.ofMillis(200));
  }

  /** About 8 s for each method. */
  public static BenchmarkProfile quick() {
    return new BenchmarkProfile("quick", 1, 4, 6, Duration.ofMillis(500));
  }

  /** Three JVMs, since one compiles differently from the next; about 50 s for each method. */
  public static BenchmarkProfile full() {
    return new BenchmarkProfile("full", 3, 5, 10, Duration.ofSeconds(1));
  }

  /** The profile of that name. */
  public static BenchmarkProfile byName(String name) {
    return List.of(smoke(), quick(), full()).stream()
        .filter(profile -> profile.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "profile: " + name + " (expected: smoke, quick or full)"));
  }
}
