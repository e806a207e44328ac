package org.plumbline.protocol;

/**
 * A message as every device sees it.
 *
 * @param seq its place in the thread: the offset of its record in the log. Rising, with gaps.
 * @param prev the seq of the thread's message before it, or {@link #NONE}. A device that has not
 *     seen {@code prev} knows that it missed something.
 * @param sentAtMillis when the sender's node took it in, in milliseconds since 1970
 */
public record Message(
    ThreadId thread,
    MessageId id,
    long seq,
    long prev,
    UserId sender,
    TempId tempId,
    Content content,
    long sentAtMillis) {

  /** The {@code prev} of a thread's first message, and the cursor of one who has seen nothing. */
  public static final long NONE = -1;

  /** A message of words. */
  public Message(
      ThreadId thread,
      MessageId id,
      long seq,
      long prev,
      UserId sender,
      TempId tempId,
      String text,
      long sentAtMillis) {
    this(thread, id, seq, prev, sender, tempId, new Content.Text(text), sentAtMillis);
  }

  /** The words of it, or an empty text where it has none. */
  public String text() {
    return content.text();
  }

  /** The same message behind another one. */
  public Message after(long otherPrev) {
    return new Message(thread, id, seq, otherPrev, sender, tempId, content, sentAtMillis);
  }

  /** The same message saying something else. */
  public Message saying(Content other) {
    return new Message(thread, id, seq, prev, sender, tempId, other, sentAtMillis);
  }
}
