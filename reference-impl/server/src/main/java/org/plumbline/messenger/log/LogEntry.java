package org.plumbline.messenger.log;

import org.plumbline.protocol.Content;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * A submission in the log.
 *
 * @param seq the record's offset in its partition: the message's place in the thread
 */
public record LogEntry(long seq, Submission submission) {

  /**
   * What a device sent, as the node took it in.
   *
   * @param attempt above 1 for a repeat: the worker answers it, not the node
   */
  public record Submission(
      ThreadId thread,
      MessageId id,
      UserId sender,
      DeviceId device,
      TempId tempId,
      int attempt,
      Content content,
      long acceptedAtMillis) {

    /**
     * Whether the worker answers the device, and not the node that took it in: it alone knows the
     * first seq of a repeat, and whether a change may be made.
     */
    public boolean isAnsweredByWorker() {
      return attempt > 1 || Content.targetOf(content) != Content.UNEDITED;
    }

    /** A message of words. */
    public Submission(
        ThreadId thread,
        MessageId id,
        UserId sender,
        DeviceId device,
        TempId tempId,
        int attempt,
        String text,
        long acceptedAtMillis) {
      this(thread, id, sender, device, tempId, attempt, new Content.Text(text), acceptedAtMillis);
    }
  }

  /** The message as devices see it, after the thread's message {@code prev}. */
  public Message message(long prev) {
    return new Message(
        submission.thread(),
        submission.id(),
        seq,
        prev,
        submission.sender(),
        submission.tempId(),
        submission.content(),
        submission.acceptedAtMillis());
  }
}
