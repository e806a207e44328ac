package org.plumbline.capacity.formula;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/** Which server a key belongs to, and how many keys move when one of the servers is lost. */
public final class Placement {
  private Placement() {}

  /**
   * The share of keys that change their server when {@code key % servers} becomes {@code key %
   * (servers - 1)}: of {@code servers x (servers - 1)} keys in a row exactly {@code servers - 1}
   * have the same remainder both times, so 1 - 1/servers (s1 line 80, s3 line 41).
   *
   * @param servers before the loss, at least 2
   */
  public static double movedByModulo(int servers) {
    requireTwo(servers);
    return 1 - 1.0 / servers;
  }

  /**
   * The same on a ring of hashes, where only the lost server's keys move: 1/servers on average,
   * however many points a server has on the ring (consistent hashing, Karger and others 1997).
   *
   * @param servers before the loss, at least 2
   */
  public static double movedOnRing(int servers) {
    requireTwo(servers);
    return 1.0 / servers;
  }

  /**
   * The expected share of the server with the most keys, on a ring with one random point for each:
   * the longest of {@code n} random arcs is (1 + 1/2 + ... + 1/n) / n of the circle on average.
   *
   * @param servers before the loss, at least 2
   */
  public static double movedOnRingAtWorst(int servers) {
    requireTwo(servers);
    double harmonic = 0;
    for (int i = servers; i >= 1; i--) {
      harmonic += 1.0 / i;
    }
    return harmonic / servers;
  }

  /**
   * How many of the machines hold at least one of the keys, on average, when each key sits on any
   * of them equally likely: machines x (1 - (1 - 1/machines)^keys). One key is on one machine.
   *
   * @param machines at least 1
   */
  public static double machinesOf(int keys, int machines) {
    return machines * (1 - Math.pow(1 - 1.0 / machines, keys));
  }

  /**
   * How keys fill shards.
   *
   * @param used shards with at least one key
   * @param fullest keys of the fullest shard
   * @param mean keys over shards
   */
  public record Fill(int used, int fullest, double mean) {}

  /**
   * Counts {@code keys} keys over {@code shards} shards by {@code hash(key) % shards} (s3 line 72).
   * The hash is the finaliser of SplitMix64 (Steele, Lea and Flood 2014), which changes half of the
   * bits when one bit of the key changes.
   */
  public static Fill hashed(int shards, LongUnaryOperator key, int keys) {
    int[] counts = new int[shards];
    for (int i = 0; i < keys; i++) {
      counts[(int) Long.remainderUnsigned(mixed(key.applyAsLong(i)), shards)]++;
    }
    int used = (int) Arrays.stream(counts).filter(count -> count > 0).count();
    return new Fill(used, Arrays.stream(counts).max().orElse(0), (double) keys / shards);
  }

  private static long mixed(long key) {
    long z = key + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  private static void requireTwo(int servers) {
    if (servers < 2) {
      throw new IllegalArgumentException("servers: " + servers + " (expected: at least 2)");
    }
  }
}
