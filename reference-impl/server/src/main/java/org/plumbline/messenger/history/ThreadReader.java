package org.plumbline.messenger.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * Reads what one user may see: pages of a thread, read-your-writes, the list of threads. Blocks,
 * for virtual threads. Every method may throw {@link HistoryUnavailable}.
 */
final class ThreadReader {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

  private final MessageHistory history;
  private final Cursors cursors;
  private final Duration seenWait;
  private final ExecutorService blocking;
  private final LongSupplier nanoTime;
  private final LongConsumer pauseNanos;

  ThreadReader(
      MessageHistory history,
      Cursors cursors,
      Duration seenWait,
      ExecutorService blocking,
      LongSupplier nanoTime,
      LongConsumer pauseNanos) {
    this.history = history;
    this.cursors = cursors;
    this.seenWait = seenWait;
    this.blocking = blocking;
    this.nanoTime = nanoTime;
    this.pauseNanos = pauseNanos;
  }

  /** Where a page starts and in which direction it goes. */
  sealed interface From {
    record Before(long seq) implements From {}

    record After(long seq) implements From {}
  }

  /**
   * A page, once everything up to {@code seen} is stored. A thread is stored in its own order, so a
   * stored seq at or above {@code seen} says that all before it are stored too.
   *
   * @return empty when the store had not caught up with {@code seen} within the bound
   */
  Optional<MessageHistory.Page> page(ThreadId thread, From from, int limit, long seen) {
    if (!isStored(thread, seen)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (from) {
          case From.Before before -> history.before(thread, before.seq(), limit);
          case From.After after -> history.after(thread, after.seq(), limit);
        });
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

  /** The user's threads with what is stored of each, in the order of their ids. */
  List<Summary> threads(UserId user, @Nullable ThreadId after, int limit) {
    List<Callable<Summary>> reads = new ArrayList<>();
    for (ThreadId thread : history.threadsOf(user, Optional.ofNullable(after), limit)) {
      reads.add(() -> summary(thread));
    }
    try {
      List<Summary> summaries = new ArrayList<>();
      for (Future<Summary> read : blocking.invokeAll(reads)) {
        summaries.add(read.get());
      }
      return summaries;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HistoryUnavailable("interrupted while reading threads", e);
    } catch (ExecutionException e) {
      throw new HistoryUnavailable("a thread could not be read", e);
    }
  }

  private Summary summary(ThreadId thread) {
    SortedMap<String, Long> delivered = new TreeMap<>();
    SortedMap<String, Long> read = new TreeMap<>();
    for (Cursors.Cursor cursor : cursors.of(thread)) {
      (cursor.status() == Status.READ ? read : delivered).put(cursor.user().value(), cursor.upTo());
    }
    return new Summary(thread, history.lastSeqBefore(thread, Long.MAX_VALUE), delivered, read);
  }

  /** A thread as its list shows it: the last stored seq, and the cursors of its users. */
  record Summary(
      ThreadId thread,
      long lastSeq,
      SortedMap<String, Long> delivered,
      SortedMap<String, Long> read) {}
}
