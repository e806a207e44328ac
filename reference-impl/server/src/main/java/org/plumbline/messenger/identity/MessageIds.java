package org.plumbline.messenger.identity;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
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
  public static final long AHEAD_MILLIS_MAX = TrustedTime.STEP_MILLIS_MAX;

  private final TrustedTime time;
  private final int node;
  private final BooleanSupplier counts;
  // Milliseconds since the epoch of ids, shifted by the count: adding one past the last count
  // carries into the time by itself.
  private final AtomicLong last = new AtomicLong();

  /** Ids of a node that always counts. */
  public MessageIds(InstantSource clock, int node) {
    this(clock, node, () -> true);
  }

  /** Ids of a node whose clock is believed whatever it says. */
  public MessageIds(InstantSource clock, int node, BooleanSupplier counts) {
    this(TrustedTime.of(clock), node, counts);
  }

  /**
   * Ids of one node.
   *
   * @param node 0 to {@link MessageId#NODE_MAX}, of no other living node
   * @param counts whether this process is the one that has the number now
   */
  public MessageIds(TrustedTime time, int node, BooleanSupplier counts) {
    if (node < 0 || node > MessageId.NODE_MAX) {
      throw new IllegalArgumentException(
          "node: " + node + " (expected: 0 to " + MessageId.NODE_MAX + ")");
    }
    this.time = time;
    this.node = node;
    this.counts = counts;
  }

  /** From now on ids are made behind that time alone, in milliseconds since 1970. */
  public void startBehind(long millis) {
    long taken = (millis - MessageId.EPOCH_MILLIS + 1) << MessageId.COUNT_BITS;
    last.accumulateAndGet(taken, Math::max);
  }

  /** Up to which time ids may have been made by now, in milliseconds since 1970. */
  public long madeUpToMillis() {
    long made = (last.get() >>> MessageId.COUNT_BITS) + MessageId.EPOCH_MILLIS;
    long now = time.clockMillis();
    return time.jumpAt(now) > 0 ? made : Math.max(made, now);
  }

  private void requireNoJump(long nowMillis) {
    long ahead = time.jumpAt(nowMillis);
    if (ahead > 0) {
      throw new IdsRefused(
          "the clock has jumped ahead by "
              + ahead
              + " ms (expected: at most "
              + AHEAD_MILLIS_MAX
              + " ms, unless the directory's clock agrees)");
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
    long nowMillis = time.clockMillis();
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
