package org.plumbline.capacity.formula;

import java.util.BitSet;
import org.plumbline.capacity.quantity.EventRate;
import org.plumbline.capacity.quantity.TimeSpan;

/**
 * The Snowflake id that s0 (line 162) and s4 (line 113) name: 41 bits of milliseconds, 10 bits of
 * worker, 12 bits of sequence, as Twitter published it in 2010.
 */
public final class Snowflake {
  private static final int TIME_BITS = 41;
  private static final int WORKER_BITS = 10;
  private static final int SEQUENCE_BITS = 12;

  /** Above this, a number in JavaScript and in many JSON parsers is no longer exact. */
  private static final int EXACT_INTEGER_BITS = 53;

  private Snowflake() {}

  /** The parts of an id. */
  public record Parts(TimeSpan sinceEpoch, int worker, int sequence) {}

  /** 2^12 ids in a millisecond. */
  public static int idsPerMillisecondAndWorker() {
    return 1 << SEQUENCE_BITS;
  }

  /** 2^12 ids in each of 1,000 milliseconds. */
  public static EventRate idsPerWorker() {
    return new EventRate(idsPerMillisecondAndWorker() * 1_000.0, "ids");
  }

  /** 2^10 workers. */
  public static int workers() {
    return 1 << WORKER_BITS;
  }

  /** 2^41 milliseconds. */
  public static TimeSpan lifetime() {
    return TimeSpan.ofMillis(Math.scalb(1.0, TIME_BITS));
  }

  /** Ids pass 2^53 when 2^53 / 2^22 milliseconds are over. */
  public static TimeSpan exactInDoubleFor() {
    return TimeSpan.ofMillis(Math.scalb(1.0, EXACT_INTEGER_BITS - WORKER_BITS - SEQUENCE_BITS));
  }

  /**
   * Puts an id together.
   *
   * @param millis since the epoch of ids, 0 to 2^41 - 1
   * @param worker 0 to 1,023
   * @param sequence 0 to 4,095
   */
  public static long id(long millis, int worker, int sequence) {
    return (millis << (WORKER_BITS + SEQUENCE_BITS)) | ((long) worker << SEQUENCE_BITS) | sequence;
  }

  /** Takes an id apart. */
  public static Parts parts(long id) {
    long millis = id >>> (WORKER_BITS + SEQUENCE_BITS);
    int worker = (int) (id >>> SEQUENCE_BITS) & (workers() - 1);
    int sequence = (int) id & (idsPerMillisecondAndWorker() - 1);
    return new Parts(TimeSpan.ofMillis((double) millis), worker, sequence);
  }

  /**
   * How many of the shards {@code id % shards} can reach at all when sequence numbers stay below
   * the given one: an id is a multiple of 2^12 plus its sequence number, so each sequence number
   * reaches shards / gcd(2^12, shards) of them (s1 line 137 with the ids of s0 and s4).
   */
  public static int shardsReached(int shards, int sequences) {
    BitSet reached = new BitSet(shards);
    for (int sequence = 0; sequence < sequences; sequence++) {
      long id = sequence;
      for (int step = 0; step < shards; step++) {
        reached.set((int) (id % shards));
        id += idsPerMillisecondAndWorker();
      }
    }
    return reached.cardinality();
  }
}
