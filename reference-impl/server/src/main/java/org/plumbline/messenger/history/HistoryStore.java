package org.plumbline.messenger.history;

import java.util.List;
import java.util.function.Consumer;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;

/** One physical store of messages, which threads can be moved into and out of. */
public interface HistoryStore extends MessageHistory {

  /** What the settings call it. */
  String name();

  /**
   * As {@link #append}, for messages which another store gave, in their first words. A repeat is
   * recognised for as long as it would have been there, not anew from now on. The effect of an edit
   * or a deletion arrives with the edit or the deletion itself, so whole threads are adopted.
   */
  void adopt(List<Message> messages);

  /**
   * Visits every thread of which something is stored, in an order of the store's own. One that
   * begins or is removed meanwhile may be visited or not.
   */
  void eachThread(Consumer<ThreadId> visit);

  /**
   * Removes everything of the thread, for good: it never comes back into this store, and what is
   * written later may be lost. Repeating it is safe.
   */
  void remove(ThreadId thread);
}
