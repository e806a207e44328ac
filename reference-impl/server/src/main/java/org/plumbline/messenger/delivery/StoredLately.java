package org.plumbline.messenger.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.plumbline.protocol.Message;

/**
 * What the history confirmed within the last moments before it went away. A server that dies may
 * not have kept that: Cassandra, with a commit log that is synced now and then, replays it only up
 * to its last mark, which is up to 100 ms old. So it is stored once more when the history is back;
 * storing twice does no harm. Safe to share.
 */
final class StoredLately {

  /** Ten marks of the commit log. */
  private static final long KEPT_NANOS = Duration.ofSeconds(1).toNanos();

  /** More than is stored in that time at any rate seen; the oldest go first. */
  private static final int MESSAGES_MAX = 20_000;

  private record Batch(List<Message> messages, long nanos) {}

  private final Deque<Batch> batches = new ArrayDeque<>();
  private int size;
  private boolean doubtful;

  /** These were confirmed. The time runs from the last batch: while idle, none is forgotten. */
  synchronized void stored(List<Message> messages, long nanos) {
    batches.addLast(new Batch(List.copyOf(messages), nanos));
    size += messages.size();
    while (nanos - batches.getFirst().nanos() > KEPT_NANOS
        || (size > MESSAGES_MAX && batches.size() > 1)) {
      size -= batches.removeFirst().messages().size();
    }
    doubtful = false;
  }

  /** The history is away: what it confirmed may be gone. */
  synchronized void historyIsAway() {
    doubtful = true;
  }

  /** What has to be stored once more, in its order, before anything else is; empty when nothing. */
  synchronized List<Message> doubtful() {
    List<Message> all = new ArrayList<>();
    if (doubtful) {
      batches.forEach(batch -> all.addAll(batch.messages()));
    }
    return all;
  }

  /** Another node stores some of these threads from now on. */
  synchronized void forget() {
    batches.clear();
    size = 0;
    doubtful = false;
  }
}
