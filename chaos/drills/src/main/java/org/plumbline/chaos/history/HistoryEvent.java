package org.plumbline.chaos.history;

import org.jspecify.annotations.Nullable;

/**
 * One line of a history.
 *
 * @param index its number in the file ({@code i}), or -1 before it was written
 * @param nanos when, by the driver's monotonic clock, in nanoseconds ({@code t})
 * @param type invoke, ok, fail or info
 * @param process the number of the device's client; -1 for the driver itself
 * @param user whose device, or the sender in {@code send}; empty for the driver
 * @param device which device; empty for the driver
 * @param connection how often this device had connected ({@code conn})
 * @param node the node it was connected to; empty when unknown
 * @param operation what ({@code f})
 * @param message the message concerned, or null
 * @param attempt how often the message was sent, 0 when that has no meaning
 * @param intendedNanos when the open loop wanted the message to go out, or -1
 * @param detail anything for a reader; may be empty
 */
public record HistoryEvent(
    long index,
    long nanos,
    EventType type,
    int process,
    String user,
    String device,
    int connection,
    String node,
    Operation operation,
    @Nullable MessageFacts message,
    int attempt,
    long intendedNanos,
    String detail) {

  /** The {@code seq} of a message that has none yet. */
  public static final long NO_SEQ = -1;

  /** The {@code detail} of a message that came as the answer to a sync. */
  public static final String BY_SYNC = "sync";

  /**
   * What is known of a message; empty texts and {@link #NO_SEQ} for what is not.
   *
   * @param thread its thread ({@code conv})
   * @param sender who sent it
   * @param tempId the sender's name for it ({@code tempId})
   * @param messageId the server's name for it ({@code msgId})
   * @param seq its place
   * @param hash of its text
   */
  public record MessageFacts(
      String thread, String sender, String tempId, String messageId, long seq, String hash) {

    /** The key by which the sender knows it. */
    public String key() {
      return sender + "/" + tempId;
    }
  }

  /** User and device as one text. */
  public String deviceKey() {
    return user + "/" + device;
  }

  /** The same with a number. */
  HistoryEvent numbered(long number) {
    return new HistoryEvent(
        number,
        nanos,
        type,
        process,
        user,
        device,
        connection,
        node,
        operation,
        message,
        attempt,
        intendedNanos,
        detail);
  }
}
