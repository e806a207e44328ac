package org.plumbline.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * A thread as its list shows it.
 *
 * @param lastSeq the seq of its last message, or {@link Message#NONE}
 * @param lastMessage that message, or null when there is none
 * @param unread messages of others that were not read, counted up to 100
 * @param delivered how far each user's devices have come
 * @param read how far each user has read
 */
public record ThreadSummary(
    ThreadId thread,
    long lastSeq,
    @Nullable Message lastMessage,
    int unread,
    Map<UserId, Long> delivered,
    Map<UserId, Long> read) {
  public ThreadSummary {
    delivered = Map.copyOf(delivered);
    read = Map.copyOf(read);
  }
}
