package org.plumbline.messenger.identity;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.plumbline.protocol.MessageId;

/**
 * Makes ids that are unique and rising for this node. When more than 256 are asked for in a
 * millisecond, or the clock steps back a little, the ids run ahead of the clock; a clock that is
 * further behind than the tolerance is refused, since another process of this node number could
 * have used that time. So is one that jumps ahead by more than that and that nobody confirms: its
 * ids would forbid all others until the right time has come there. So is the making of ids while
 * this process does not count as its node.
 */
public final class MessageIds {

  /** How far ids may run ahead of the clock, in milliseconds. */
  public static final long AHEAD_MILLIS_MAX = 5_000;

  /** A clock that is kept right moves by less; what is more is followed as a small step. */
  private static final long FOLLOWED_MILLIS = 10;

  private final InstantSource clock;
  private final int node;
  private final BooleanSupplier counts;
  private final LongSupplier nanoTime;
  // Milliseconds since the epoch of ids, shifted by the count: adding one past the last count
  // carries into the time by itself.
  private final AtomicLong last = new AtomicLong();
  // The clock minus the time since the machine started, in milliseconds: no step as long as it
  // stays the same.
  private volatile long offset;

  /** Ids of a node that always counts. */
  public MessageIds(InstantSource clock, int node) {
    this(clock, node, () -> true);
  }

  /**
   * Ids of one node.
   *
   * @param node 0 to {@link MessageId#NODE_MAX}, of no other living node
   * @param counts whether this process is the one that has the number now
   */
  public MessageIds(InstantSource clock, int node, BooleanSupplier counts) {
    // Told apart by no second clock, no step ahead is seen.
    this(clock, node, counts, () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));
  }

  /**
   * Ids of one node.
   *
   * @param nanoTime a clock that nobody sets, in nanoseconds
   */
  public MessageIds(InstantSource clock, int node, BooleanSupplier counts, LongSupplier nanoTime) {
    if (node < 0 || node > MessageId.NODE_MAX) {
      throw new IllegalArgumentException(
          "node: " + node + " (expected: 0 to " + MessageId.NODE_MAX + ")");
    }
    this.clock = clock;
    this.node = node;
    this.counts = counts;
    this.nanoTime = nanoTime;
    this.offset = offsetAt(clock.millis());
  }

  private long offsetAt(long millis) {
    return millis - TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong());
  }

  /** From now on ids are made behind that time alone, in milliseconds since 1970. */
  public void startBehind(long millis) {
    long taken = (millis - MessageId.EPOCH_MILLIS + 1) << MessageId.COUNT_BITS;
    last.accumulateAndGet(taken, Math::max);
  }

  /** Up to which time ids may have been made by now, in milliseconds since 1970. */
  public long madeUpToMillis() {
    long made = (last.get() >>> MessageId.COUNT_BITS) + MessageId.EPOCH_MILLIS;
    long now = clock.millis();
    return aheadOf(now) > AHEAD_MILLIS_MAX ? made : Math.max(made, now);
  }

  /**
   * Another clock's time: a jump with which it agrees was right, as after the machine has slept.
   *
   * @param otherMillis since 1970
   */
  public void compareClock(long otherMillis) {
    long now = clock.millis();
    if (Math.abs(now - otherMillis) <= AHEAD_MILLIS_MAX) {
      offset = offsetAt(now);
    }
  }

  /** How far the clock has jumped ahead, in milliseconds. */
  private long aheadOf(long nowMillis) {
    return offsetAt(nowMillis) - offset;
  }

  private void requireNoJump(long nowMillis) {
    long ahead = aheadOf(nowMillis);
    if (ahead > AHEAD_MILLIS_MAX) {
      throw new IdsRefused(
          "the clock has jumped ahead by "
              + ahead
              + " ms (expected: at most "
              + AHEAD_MILLIS_MAX
              + " ms, unless the directory's clock agrees)");
    }
    if (Math.abs(ahead) > FOLLOWED_MILLIS && ahead >= -AHEAD_MILLIS_MAX) {
      offset = offsetAt(nowMillis);
    }
  }

  /**
   * The next id.
   *
   * @throws IdsRefused when the clock is more than {@link #AHEAD_MILLIS_MAX} behind the ids already
   *     made, has jumped ahead by more than that, or this process does not count as its node now
   */
  public MessageId next() {
    if (!counts.getAsBoolean()) {
      throw new IdsRefused("this process does not count as its node now: node number " + node);
    }
    long nowMillis = clock.millis();
    requireNoJump(nowMillis);
    long now = (nowMillis - MessageId.EPOCH_MILLIS) << MessageId.COUNT_BITS;
    while (true) {
      long before = last.get();
      long next = Math.max(now, before + 1);
      if (next - now > AHEAD_MILLIS_MAX << MessageId.COUNT_BITS) {
        throw new IdsRefused(
            "the clock is "
                + ((next - now) >> MessageId.COUNT_BITS)
                + " ms behind the ids of this node (expected: at most "
                + AHEAD_MILLIS_MAX
                + " ms)");
      }
      if (last.compareAndSet(before, next)) {
        long millis = (next >>> MessageId.COUNT_BITS) + MessageId.EPOCH_MILLIS;
        return MessageId.of(millis, node, (int) next & MessageId.COUNT_MAX);
      }
    }
  }
}
