package org.plumbline.protocol;

/**
 * A 64-bit id that sorts by time: 41 bits of milliseconds since {@link #EPOCH_MILLIS}, 14 bits of
 * node, 8 bits of count. Ten thousand nodes do not fit into the 10 bits of the original Snowflake
 * layout; 14 bits hold 16,384. On the wire it is a string, since it exceeds 2^53.
 */
public record MessageId(long value) implements Comparable<MessageId> {

  /** 2024-01-01T00:00:00Z: 41 bits last until 2093. */
  public static final long EPOCH_MILLIS = 1_704_067_200_000L;

  public static final int NODE_BITS = 14;
  public static final int COUNT_BITS = 8;
  public static final int NODE_MAX = (1 << NODE_BITS) - 1;
  public static final int COUNT_MAX = (1 << COUNT_BITS) - 1;

  public MessageId {
    if (value < 0) {
      throw new IllegalArgumentException("message_id: " + value + " (expected: >= 0)");
    }
  }

  /** Reads the decimal text that stands on the wire. */
  public static MessageId parse(String text) {
    try {
      return new MessageId(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "message_id: " + Identifier.shortened(text) + " (expected: a decimal 64-bit number)", e);
    }
  }

  /** Composes an id; the caller keeps each part within its bits. */
  public static MessageId of(long epochMillis, int node, int count) {
    return new MessageId(
        ((epochMillis - EPOCH_MILLIS) << (NODE_BITS + COUNT_BITS))
            | ((long) node << COUNT_BITS)
            | count);
  }

  /** Milliseconds since 1970 at which the id was made, by the clock of its node. */
  public long epochMillis() {
    return (value >>> (NODE_BITS + COUNT_BITS)) + EPOCH_MILLIS;
  }

  /** The number of the node that made the id. */
  public int node() {
    return (int) (value >>> COUNT_BITS) & NODE_MAX;
  }

  @Override
  public int compareTo(MessageId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
