package org.plumbline.messenger.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * The list of a user's threads, with what a device shows of each. Blocks, for virtual threads.
 * Every method may throw {@link HistoryUnavailable}.
 *
 * <p>By recency, the last message of every thread of the user is read, most of them from the copy
 * of recent messages: nothing is written for each recipient of a message, so the order is made when
 * it is asked for.
 */
final class ThreadList {

  /** Unread messages are counted up to here: a device shows no more digits. */
  static final int UNREAD_MAX = 100;

  private static final int UNREAD_PAGES_MAX = 3;

  private final MessageHistory history;
  private final VisibleHistory visible;
  private final RecentPages recents;
  private final ExecutorService blocking;
  private final int recentThreadsMax;

  ThreadList(
      MessageHistory history,
      VisibleHistory visible,
      RecentPages recents,
      ExecutorService blocking,
      int recentThreadsMax) {
    this.history = history;
    this.visible = visible;
    this.recents = recents;
    this.blocking = blocking;
    this.recentThreadsMax = recentThreadsMax;
  }

  /**
   * A thread as its list shows it.
   *
   * @param last the last message that the user may see, or null when there is none
   * @param unread messages of others that the user has not read, at most {@link #UNREAD_MAX}
   * @param delivered how far each user's devices have come
   * @param read how far each user has read
   */
  record Summary(
      ThreadId thread,
      @Nullable Message last,
      int unread,
      SortedMap<String, Long> delivered,
      SortedMap<String, Long> read) {}

  /**
   * Where a list by recency goes on: behind the thread with this last message.
   *
   * @param atMillis when that was sent, in milliseconds since 1970
   */
  record Place(long atMillis, ThreadId thread) {
    static final Comparator<Place> NEWEST_FIRST =
        Comparator.comparingLong(Place::atMillis)
            .reversed()
            .thenComparing(place -> place.thread().value());
  }

  private record Last(ThreadId thread, @Nullable Message message) {
    Place place() {
      return new Place(message == null ? 0 : message.sentAtMillis(), thread);
    }
  }

  /** In the order of the threads' ids. */
  List<Summary> byId(UserId user, @Nullable ThreadId after, int limit) {
    return summaries(user, lasts(user, history.threadsOf(user, Optional.ofNullable(after), limit)));
  }

  /**
   * By the time of the last message, newest first; empty when the user has more threads than are
   * put in order.
   */
  Optional<List<Summary>> byRecency(UserId user, @Nullable Place after, int limit) {
    List<ThreadId> threads = new ArrayList<>();
    for (List<ThreadId> page = threads; threads.size() <= recentThreadsMax; ) {
      Optional<ThreadId> from =
          threads.isEmpty() ? Optional.empty() : Optional.of(threads.getLast());
      page = history.threadsOf(user, from, MessageHistory.PAGE_MAX);
      threads.addAll(page);
      if (page.size() < MessageHistory.PAGE_MAX) {
        List<Last> newest =
            lasts(user, threads).stream()
                .filter(last -> after == null || isBehind(last.place(), after))
                .sorted(Comparator.comparing(Last::place, Place.NEWEST_FIRST))
                .limit(limit)
                .toList();
        return Optional.of(summaries(user, newest));
      }
    }
    return Optional.empty();
  }

  private static boolean isBehind(Place place, Place other) {
    return Place.NEWEST_FIRST.compare(place, other) > 0;
  }

  private List<Last> lasts(UserId user, List<ThreadId> threads) {
    Map<ThreadId, Message> known = new HashMap<>();
    recents.lastThreads(user).forEach((thread, messages) -> known.put(thread, messages.getLast()));
    return inParallel(
        threads.stream()
            .<Callable<Optional<Last>>>map(thread -> () -> last(user, thread, known.get(thread)))
            .toList());
  }

  private Optional<Last> last(UserId user, ThreadId thread, @Nullable Message known) {
    // Of a group the copy may hold what this user may not see.
    if (known != null && visible.visibility(user, thread).isAll()) {
      return Optional.of(new Last(thread, known));
    }
    return visible
        .before(user, thread, Long.MAX_VALUE, 1)
        .map(
            page -> new Last(thread, page.messages().isEmpty() ? null : page.messages().getLast()));
  }

  private List<Summary> summaries(UserId user, List<Last> lasts) {
    return inParallel(
        lasts.stream()
            .<Callable<Optional<Summary>>>map(last -> () -> Optional.of(summary(user, last)))
            .toList());
  }

  private Summary summary(UserId user, Last last) {
    SortedMap<String, Long> delivered = new TreeMap<>();
    SortedMap<String, Long> read = new TreeMap<>();
    for (Cursors.Cursor cursor : visible.cursors(user, last.thread())) {
      (cursor.status() == Status.READ ? read : delivered).put(cursor.user().value(), cursor.upTo());
    }
    long readUpTo = read.getOrDefault(user.value(), Message.NONE);
    int unread =
        last.message() == null || last.message().seq() <= readUpTo
            ? 0
            : unread(user, last.thread(), readUpTo);
    return new Summary(last.thread(), last.message(), unread, delivered, read);
  }

  private int unread(UserId user, ThreadId thread, long readUpTo) {
    int unread = 0;
    long after = readUpTo;
    for (int pages = 1; pages <= UNREAD_PAGES_MAX; pages++) {
      MessageHistory.Page page =
          visible
              .after(user, thread, after, MessageHistory.PAGE_MAX)
              .orElse(new MessageHistory.Page(List.of(), false));
      for (Message message : page.messages()) {
        unread += isNews(message, user) ? 1 : 0;
      }
      if (!page.more() || unread >= UNREAD_MAX) {
        break;
      }
      after = page.messages().getLast().seq();
    }
    return Math.min(unread, UNREAD_MAX);
  }

  private static boolean isNews(Message message, UserId user) {
    return switch (message.content()) {
      case Content.Text _, Content.Media _ -> !message.sender().equals(user);
      case Content.Edit _, Content.Deletion _, Content.Deleted _, Content.MembershipChange _ ->
          false;
    };
  }

  private <T> List<T> inParallel(List<Callable<Optional<T>>> reads) {
    try {
      List<T> results = new ArrayList<>();
      for (Future<Optional<T>> read : blocking.invokeAll(reads)) {
        read.get().ifPresent(results::add);
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HistoryUnavailable("interrupted while reading threads", e);
    } catch (ExecutionException e) {
      throw new HistoryUnavailable("a thread could not be read", e);
    }
  }
}
