package org.plumbline.messenger.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.membership.Visibility;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * Reads what one user may see: pages of a thread, read-your-writes, who has read what. Blocks, for
 * virtual threads. Every method may throw {@link HistoryUnavailable}.
 */
final class ThreadReader {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

  /** Cursors read at once, two a user. */
  private static final int READERS_AT_ONCE = 200;

  /** So that a group in which nobody has come so far is not read to its end for one answer. */
  private static final int READER_PARTS_MAX = 10;

  private final MessageHistory history;
  private final VisibleHistory visible;
  private final Cursors cursors;
  private final Duration seenWait;
  private final LongSupplier nanoTime;
  private final LongConsumer pauseNanos;

  ThreadReader(
      MessageHistory history,
      VisibleHistory visible,
      Cursors cursors,
      Duration seenWait,
      LongSupplier nanoTime,
      LongConsumer pauseNanos) {
    this.history = history;
    this.visible = visible;
    this.cursors = cursors;
    this.seenWait = seenWait;
    this.nanoTime = nanoTime;
    this.pauseNanos = pauseNanos;
  }

  /** Where a page starts and in which direction it goes. */
  sealed interface From {
    record Before(long seq) implements From {}

    record After(long seq) implements From {}
  }

  /** What became of a request for a page. */
  sealed interface Answer {
    record Found(MessageHistory.Page page) implements Answer {}

    /** The store had not caught up with what the client has seen within the bound. */
    record NotStoredYet() implements Answer {}

    /** The user never took part in the thread. */
    record NotAMember() implements Answer {}
  }

  /**
   * A page, once everything up to {@code seen} is stored. A thread is stored in its own order, so a
   * stored seq at or above {@code seen} says that all before it are stored too.
   */
  Answer page(UserId user, ThreadId thread, From from, int limit, long seen) {
    Visibility own = visible.visibility(user, thread);
    if (own.isNothing()) {
      return new Answer.NotAMember();
    }
    // How far the thread has come since is nothing that a former member may find out by waiting.
    if (!isStored(thread, Math.min(seen, own.spans().getLast().until()))) {
      return new Answer.NotStoredYet();
    }
    return (switch (from) {
          case From.Before before -> visible.before(user, thread, before.seq(), limit, seen);
          case From.After after -> visible.after(user, thread, after.seq(), limit);
        })
        .<Answer>map(Answer.Found::new)
        .orElseGet(Answer.NotAMember::new);
  }

  private boolean isStored(ThreadId thread, long seen) {
    if (seen == Message.NONE) {
      return true;
    }
    long deadline = nanoTime.getAsLong() + seenWait.toNanos();
    long pause = FIRST_PAUSE.toNanos();
    while (history.lastSeqBefore(thread, Long.MAX_VALUE) < seen) {
      long left = deadline - nanoTime.getAsLong();
      if (left <= 0) {
        return false;
      }
      pauseNanos.accept(Math.min(pause, left));
      pause = Math.min(pause * 2, LONGEST_PAUSE.toNanos());
    }
    return true;
  }

  /** Who has the message, or has read it. */
  record Reader(UserId user, Status status) {}

  /**
   * Those of the thread who have the message, ascending by name, its sender left out.
   *
   * @param next the last name looked at, from which the next part goes on, or null at the end
   */
  record Readers(List<Reader> readers, @Nullable String next) {}

  /**
   * Who has a message, and who has read it; empty when this user may not see the message, or there
   * is none.
   *
   * @param after the last name of the part before, or an empty text
   */
  Optional<Readers> readers(UserId user, ThreadId thread, long seq, String after, int limit) {
    return visible
        .find(user, thread, seq)
        .map(message -> readers(message, visible.visibility(user, thread), after, limit));
  }

  private Readers readers(Message message, Visibility own, String after, int limit) {
    List<Reader> found = new ArrayList<>();
    String last = after;
    for (int parts = 1; parts <= READER_PARTS_MAX; parts++) {
      SortedMap<String, Cursors.Cursor> furthest = new TreeMap<>();
      List<Cursors.Cursor> part = cursors.page(message.thread(), last, READERS_AT_ONCE);
      for (Cursors.Cursor cursor : part) {
        furthest.merge(
            cursor.user().value(),
            cursor,
            (kept, next) -> isFurther(next, kept, message.seq()) ? next : kept);
      }
      boolean end = part.size() < READERS_AT_ONCE;
      if (!end) {
        // Its other cursor may lie in the next part.
        furthest.remove(part.getLast().user().value());
      }
      for (Map.Entry<String, Cursors.Cursor> each : furthest.entrySet()) {
        if (found.size() == limit) {
          return new Readers(found, last);
        }
        last = each.getKey();
        if (counts(each.getValue(), message, own)) {
          found.add(new Reader(each.getValue().user(), each.getValue().status()));
        }
      }
      if (end) {
        return new Readers(found, null);
      }
    }
    return new Readers(found, last);
  }

  private static boolean isFurther(Cursors.Cursor next, Cursors.Cursor kept, long seq) {
    return next.upTo() >= seq && (next.status() == Status.READ || kept.upTo() < seq);
  }

  // Who came later has cursors beyond the message, but never saw it.
  private boolean counts(Cursors.Cursor cursor, Message message, Visibility own) {
    return cursor.upTo() >= message.seq()
        && !cursor.user().equals(message.sender())
        && (own.isAll()
            || visible.visibility(cursor.user(), message.thread()).includes(message.seq()));
  }
}
