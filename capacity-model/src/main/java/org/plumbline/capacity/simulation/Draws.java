package org.plumbline.capacity.simulation;

import java.util.SplittableRandom;
import umontreal.ssj.rng.MRG32k3a;

/** Random numbers of one repeat, all from its seed (generator MRG32k3a, L'Ecuyer 1999). */
final class Draws {
  private static final int SEEDS = 6;
  private static final long MODULUS = 4_294_944_443L;

  private final MRG32k3a stream = new MRG32k3a();

  Draws(long seed) {
    SplittableRandom scattered = new SplittableRandom(seed);
    long[] seeds = new long[SEEDS];
    for (int i = 0; i < SEEDS; i++) {
      seeds[i] = scattered.nextLong(1, MODULUS);
    }
    stream.setSeed(seeds);
  }

  /** Above 0 and below 1. */
  double uniform() {
    return stream.nextDouble();
  }

  /** From 0 to below {@code bound}. */
  int below(int bound) {
    return (int) (uniform() * bound);
  }

  double exponential(double mean) {
    return -mean * Math.log(uniform());
  }

  double normal() {
    return Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  }

  /** Log-normal with mean 1 and that standard deviation of its logarithm. */
  double scatter(double deviation) {
    return Math.exp(deviation * normal() - deviation * deviation / 2);
  }

  /** Geometric from 0 with that mean. */
  long geometric(double mean) {
    return (long) Math.floor(Math.log(uniform()) / Math.log(mean / (1 + mean)));
  }
}
