package org.plumbline.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.Message;

/**
 * A part of a thread's history.
 *
 * @param messages in the order the server gave them
 * @param next where the next page goes on, or null at the end
 */
public record HistoryPage(List<Message> messages, @Nullable Long next) {
  public HistoryPage {
    messages = List.copyOf(messages);
  }
}
