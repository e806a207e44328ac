package org.plumbline.messenger.history;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.messenger.recents.Recents;
import org.plumbline.messenger.recents.RecentsUnavailable;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * Reads from the copy of recent messages where that says the same as the history would. A copy that
 * cannot be reached is passed over.
 */
@Singleton
public final class RecentPages {

  private final Recents recents;
  private final Counter hits;
  private final Counter misses;
  private final Counter skipped;

  public RecentPages(Recents recents, MeterRegistry meters) {
    this.recents = recents;
    this.hits = outcome(meters, "hit");
    this.misses = outcome(meters, "miss");
    this.skipped = outcome(meters, "skipped");
  }

  private static Counter outcome(MeterRegistry meters, String outcome) {
    return meters.counter("messenger.recents", "outcome", outcome);
  }

  /**
   * A thread's newest page, when it is asked for and lies in the copy.
   *
   * @param seen the reader has seen this seq: a copy that ends before it is behind the store
   */
  Optional<MessageHistory.Page> page(ThreadId thread, long before, int limit, long seen) {
    if (before != Long.MAX_VALUE || limit > Recents.MESSAGES_MAX) {
      skipped.increment();
      return Optional.empty();
    }
    try {
      Optional<MessageHistory.Page> page =
          recents
              .newest(thread)
              .filter(messages -> messages.getLast().seq() >= seen)
              .flatMap(messages -> page(messages, limit));
      (page.isPresent() ? hits : misses).increment();
      return page;
    } catch (RecentsUnavailable e) {
      skipped.increment();
      return Optional.empty();
    }
  }

  private static Optional<MessageHistory.Page> page(List<Message> newest, int limit) {
    boolean whole = newest.getFirst().prev() == Message.NONE;
    if (newest.size() < limit && !whole) {
      return Optional.empty();
    }
    int from = Math.max(0, newest.size() - limit);
    return Optional.of(
        new MessageHistory.Page(newest.subList(from, newest.size()), from > 0 || !whole));
  }

  /** The last message of each of the user's last threads, where the copy has it. */
  Map<ThreadId, List<Message>> lastThreads(UserId user) {
    try {
      Map<ThreadId, List<Message>> found = recents.of(user);
      (found.isEmpty() ? misses : hits).increment();
      return found;
    } catch (RecentsUnavailable e) {
      skipped.increment();
      return Map.of();
    }
  }
}
