package org.plumbline.messenger.history;

import java.time.Instant;
import java.util.UUID;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/** Messages of one fresh thread of two fresh users. */
public final class SomeMessages {

  private final UserId ann = new UserId("ann-" + UUID.randomUUID());
  private final UserId bob = new UserId("bob-" + UUID.randomUUID());
  private final ThreadId thread = ThreadId.direct(ann, bob);

  /** The sender of messages with an even seq. */
  public UserId ann() {
    return ann;
  }

  /** The sender of messages with an odd seq. */
  public UserId bob() {
    return bob;
  }

  public ThreadId thread() {
    return thread;
  }

  /** The message of this seq, sent at this time; the same call gives an equal message. */
  public Message message(long seq, Instant sentAt) {
    return message(seq, new TempId("t-" + seq), sentAt);
  }

  /** As above, saying something else. */
  public Message saying(long seq, Content content, Instant sentAt) {
    Message words = message(seq, sentAt);
    return new Message(
        thread,
        words.id(),
        seq,
        words.prev(),
        words.sender(),
        words.tempId(),
        content,
        words.sentAtMillis());
  }

  /** As above, under this temporary id. */
  public Message message(long seq, TempId tempId, Instant sentAt) {
    return new Message(
        thread,
        MessageId.of(sentAt.toEpochMilli(), 1, (int) (seq % MessageId.COUNT_MAX)),
        seq,
        seq - 1,
        seq % 2 == 0 ? ann : bob,
        tempId,
        "text " + seq + " äöü 😀",
        sentAt.toEpochMilli());
  }
}
