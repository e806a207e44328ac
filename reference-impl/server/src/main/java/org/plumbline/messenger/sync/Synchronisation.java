package org.plumbline.messenger.sync;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.plumbline.messenger.history.Cursors;
import org.plumbline.messenger.history.HistoryUnavailable;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.messenger.history.VisibleHistory;
import org.plumbline.messenger.session.Outcome;
import org.plumbline.messenger.session.Session;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.CloseCode;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.ThreadId;

/**
 * Answers a device that asks what it missed: for each of its threads the messages after its cursor
 * in pages, and the others' cursors. A device is in the directory before it can ask, so what it
 * does not find here is handed to it by the worker's second look.
 */
@Singleton
public final class Synchronisation {

  private static final int AT_ONCE_MAX = 64;
  private static final int THREADS_PAGE = 100;
  private static final int PAGES_OF_A_THREAD_MAX = 5;

  /** A page stays well below the longest frame, escaping included. */
  private static final int PAGE_TEXT_MAX = 16_000;

  private static final Duration ROOM_WITHIN = Duration.ofSeconds(60);

  private final MessageHistory history;
  private final VisibleHistory visible;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore atOnce = new Semaphore(AT_ONCE_MAX);

  public Synchronisation(MessageHistory history, VisibleHistory visible) {
    this.history = history;
    this.visible = visible;
  }

  /** Answers in frames to the session. Never blocks; refuses when too many are under way. */
  public void answer(Session session, ClientFrame.Sync sync) {
    if (!atOnce.tryAcquire()) {
      session.offer(unavailable("sync: " + AT_ONCE_MAX + " are under way"));
      return;
    }
    executor.execute(
        () -> {
          try {
            pages(session, sync);
          } catch (HistoryUnavailable e) {
            session.offer(unavailable("sync: the history does not answer"));
          } finally {
            atOnce.release();
          }
        });
  }

  private static ServerFrame unavailable(String detail) {
    return new ServerFrame.Failure(ErrorCode.UNAVAILABLE, null, detail, 500);
  }

  private void pages(Session session, ClientFrame.Sync sync) {
    for (ThreadId thread : sync.cursors().keySet()) {
      if (visible.visibility(session.user(), thread).isNothing()) {
        session.offer(
            new ServerFrame.Failure(ErrorCode.NOT_A_MEMBER, null, "cursors: " + thread, 0));
        return;
      }
    }
    if (sync.namedOnly()) {
      for (var cursor : sync.cursors().entrySet()) {
        pagesOf(session, cursor.getKey(), cursor.getValue());
      }
    } else {
      allThreads(session, sync);
    }
    session.offer(new ServerFrame.Synced());
  }

  private void allThreads(Session session, ClientFrame.Sync sync) {
    Optional<ThreadId> last = Optional.empty();
    while (!session.isClosed()) {
      List<ThreadId> threads = history.threadsOf(session.user(), last, THREADS_PAGE);
      for (ThreadId thread : threads) {
        pagesOf(session, thread, sync.cursors().getOrDefault(thread, Message.NONE));
      }
      if (threads.size() < THREADS_PAGE) {
        return;
      }
      last = Optional.of(threads.getLast());
    }
  }

  private void pagesOf(Session session, ThreadId thread, long cursor) {
    long after = cursor;
    for (int page = 1; ; page++) {
      if (!session.hasRoom() && !awaitRoom(session)) {
        return;
      }
      MessageHistory.Page read =
          visible
              .after(session.user(), thread, after, MessageHistory.PAGE_MAX)
              .orElse(new MessageHistory.Page(List.of(), false));
      List<Message> part = new ArrayList<>();
      int characters = 0;
      for (Message message : read.messages()) {
        if (!part.isEmpty() && characters + message.content().characters() > PAGE_TEXT_MAX) {
          break;
        }
        part.add(message);
        characters += message.content().characters();
      }
      boolean more = read.more() || part.size() < read.messages().size();
      if (!part.isEmpty()) {
        Outcome outcome = session.offer(new ServerFrame.SyncPage(thread, part, more));
        if (outcome != Outcome.QUEUED) {
          return;
        }
        after = part.getLast().seq();
      }
      if (!more) {
        break;
      }
      if (page == PAGES_OF_A_THREAD_MAX) {
        // The last page said that there is more: the device asks when it has taken these in.
        return;
      }
    }
    for (Cursors.Cursor each : visible.cursors(session.user(), thread)) {
      session.offer(
          new ServerFrame.Receipt(each.thread(), each.user(), each.upTo(), each.status()));
    }
  }

  /** A device that takes its pages slowly keeps nobody else from theirs meanwhile. */
  private boolean awaitRoom(Session session) {
    atOnce.release();
    try {
      if (session.awaitRoom(ROOM_WITHIN)) {
        return true;
      }
      session.close(CloseCode.SLOW_CONSUMER, "sync: pages unread for " + ROOM_WITHIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      atOnce.acquireUninterruptibly();
    }
    return false;
  }
}
