package org.plumbline.simulations.maximum;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A messenger with a known saturation point: its latency grows as that of a queue and falls off a
 * cliff there; above it, acknowledgements stay away. It may be noisy, and stall now and then.
 */
final class MadeUpMessenger {

  private static final double SECONDS = 10;
  private static final double IDLE_P99_MILLIS = 4;
  private static final double LATEST_MILLIS = 20_000;

  private final double saturation;
  private final double noise;
  private final double stallShare;
  private final SplittableRandom random;
  private double generatorMax = Double.MAX_VALUE;
  private double persistedMax = Double.MAX_VALUE;
  final List<Double> asked = new ArrayList<>();

  MadeUpMessenger(double saturation, double noise, double stallShare, long seed) {
    this.saturation = saturation;
    this.noise = noise;
    this.stallShare = stallShare;
    this.random = new SplittableRandom(seed);
  }

  MadeUpMessenger withGeneratorUpTo(double rate) {
    generatorMax = rate;
    return this;
  }

  MadeUpMessenger withStoreUpTo(double rate) {
    persistedMax = rate;
    return this;
  }

  /** The rate at which a quiet one reaches that latency: the inverse of what is below. */
  double rateAtP99(double millis) {
    return saturation * (1 - IDLE_P99_MILLIS / millis);
  }

  Level measure(double rate) {
    asked.add(rate);
    double use = rate / saturation;
    double p99 = use < 1 ? IDLE_P99_MILLIS / (1 - use) : LATEST_MILLIS;
    p99 *= 1 + noise * (2 * random.nextDouble() - 1);
    if (random.nextDouble() < stallShare) {
      p99 += 1_000;
    }
    long intended = Math.round(rate * SECONDS);
    long acknowledged = Math.round(Math.min(rate, saturation) * SECONDS);
    return new Level(
        rate,
        SECONDS,
        intended,
        acknowledged,
        acknowledged,
        Math.min((double) acknowledged, persistedMax * SECONDS),
        p99,
        rate > generatorMax ? List.of("the generator is busy") : List.of());
  }
}
