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
 * @param epoch of the session under which it happened, or {@link #NO_EPOCH} ({@code epoch})
 * @param particulars what the operation has besides, or null ({@code about}, {@code state}, {@code
 *     amount}, {@code limit})
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
    String detail,
    long epoch,
    @Nullable Particulars particulars) {

  /** The {@code seq} of a message that has none yet, and the {@code prev} of a thread's first. */
  public static final long NO_SEQ = -1;

  /** The {@code prev} where none was told. */
  public static final long PREV_UNKNOWN = -2;

  /** The {@code epoch} of what happened in no session, or in one whose epoch is not known. */
  public static final long NO_EPOCH = -1;

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
   * @param hash of its text; empty also where it may rightly differ, as after an edit
   * @param prev the seq of the thread's message before it, as the server told it ({@code prev});
   *     {@link #NO_SEQ} for the first one, {@link #PREV_UNKNOWN} where it was not told
   */
  public record MessageFacts(
      String thread,
      String sender,
      String tempId,
      String messageId,
      long seq,
      String hash,
      long prev) {

    /** A message of which nothing is known that comes before it. */
    public MessageFacts(
        String thread, String sender, String tempId, String messageId, long seq, String hash) {
      this(thread, sender, tempId, messageId, seq, hash, PREV_UNKNOWN);
    }

    /** No message: a thread. */
    public static MessageFacts ofThread(String thread) {
      return ofPlace(thread, NO_SEQ);
    }

    /** A place in a thread, whatever stands there. */
    public static MessageFacts ofPlace(String thread, long seq) {
      return new MessageFacts(thread, "", "", "", seq, "");
    }

    /** What lies in a thread behind one place, up to and with another. */
    public static MessageFacts ofGap(String thread, long after, long upTo) {
      return new MessageFacts(thread, "", "", "", upTo, "", after);
    }

    /** The key by which the sender knows it. */
    public String key() {
      return sender + "/" + tempId;
    }
  }

  /** An event without a session's epoch and without particulars. */
  public HistoryEvent(
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
    this(
        index,
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
        detail,
        NO_EPOCH,
        null);
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
        detail,
        epoch,
        particulars);
  }
}
