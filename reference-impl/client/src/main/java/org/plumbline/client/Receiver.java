package org.plumbline.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * The way in: shows each message once and in order, fetches what is missing, and tells the server
 * how far this device has come.
 */
final class Receiver {

  private static final int DOUBLINGS_MAX = 5;

  private final ClientRuntime runtime;
  private final Strand strand;
  private final ClientSettings.Receiving settings;
  private final Connector connector;
  private final ClientListener listener;
  private final UserId self;
  private final Map<ThreadId, ThreadView> views = new HashMap<>();
  private final SyncPlan plan = new SyncPlan();
  private final Set<ThreadId> gaps = new LinkedHashSet<>();
  private final Set<ThreadId> gapsResting = new HashSet<>();
  private final Map<ThreadId, Long> receipts = new HashMap<>();
  private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
  private @Nullable DeviceId device;
  private boolean syncedAll = true;
  private boolean receiptsTimed;

  Receiver(
      ClientRuntime runtime,
      Strand strand,
      ClientSettings.Receiving settings,
      Connector connector,
      ClientListener listener,
      UserId self) {
    this.runtime = runtime;
    this.strand = strand;
    this.settings = settings;
    this.connector = connector;
    this.listener = listener;
    this.self = self;
  }

  void resume(Map<ThreadId, Long> cursors) {
    cursors.forEach(
        (thread, cursor) -> views.putIfAbsent(thread, new ThreadView(cursor, settings.heldMax())));
  }

  Map<ThreadId, Long> cursors() {
    Map<ThreadId, Long> cursors = new HashMap<>();
    views.forEach((thread, view) -> cursors.put(thread, view.cursor()));
    return cursors;
  }

  /** A connection stands, of the device with this name. */
  void live(DeviceId device) {
    this.device = device;
    syncAll();
  }

  /** A connection stands, or the server says that something may have passed by. */
  void syncAll() {
    syncedAll = false;
    plan.wantAll();
    ask();
  }

  /** Completes when a sync that begins after this call is answered and no gap is left. */
  void syncAll(CompletableFuture<Void> done) {
    waiting.add(done);
    syncAll();
  }

  void down() {
    plan.forget();
  }

  void stopped() {
    waiting.forEach(done -> done.cancel(false));
    waiting.clear();
  }

  void take(ServerFrame.Receive received, long nanos) {
    Message message = received.message();
    ThreadView view = viewOf(message.thread(), nanos);
    if (view != null) {
      long prev = device == null ? message.prev() : received.prevFor(self, device);
      show(view.take(message, prev), nanos);
      lookForGap(message.thread(), view);
    }
  }

  private @Nullable ThreadView viewOf(ThreadId thread, long nanos) {
    ThreadView known = views.get(thread);
    if (known != null) {
      return known;
    }
    if (views.size() >= settings.threadsMax()) {
      String most = " (expected: at most " + settings.threadsMax() + " threads)";
      listener.unreadable("thread_id: " + thread + most, nanos);
      return null;
    }
    ThreadView fresh = new ThreadView(Message.NONE, settings.heldMax());
    views.put(thread, fresh);
    return fresh;
  }

  private void lookForGap(ThreadId thread, ThreadView view) {
    if (!view.hasGap()) {
      gaps.remove(thread);
    } else if (gaps.add(thread)) {
      plan.want(thread);
      ask();
    }
  }

  private void show(List<Message> messages, long nanos) {
    for (Message message : messages) {
      listener.shown(message, nanos);
      if (!message.sender().equals(self)) {
        receipts.put(message.thread(), message.seq());
      }
    }
    if (!receipts.isEmpty() && !receiptsTimed) {
      receiptsTimed = true;
      var _ = runtime.after(settings.receiptDelay(), strand, this::sendReceipts);
    }
  }

  private void sendReceipts() {
    receiptsTimed = false;
    if (!connector.isLive()) {
      // They go out with the first message after the reconnect, or with the next sync.
      return;
    }
    receipts.forEach(
        (thread, upTo) -> tell(new ClientFrame.Acknowledge(thread, upTo, Status.DELIVERED)));
    receipts.clear();
  }

  /** Sends a cursor of the user; without a connection it is dropped. */
  void tell(ClientFrame.Acknowledge cursor) {
    if (connector.isLive()) {
      listener.telling(cursor, runtime.nanos());
      connector.send(cursor);
    }
  }

  void page(ServerFrame.SyncPage page, long nanos) {
    ThreadView view = viewOf(page.thread(), nanos);
    if (view == null) {
      return;
    }
    show(view.takeStored(page.messages()), nanos);
    lookForGap(page.thread(), view);
    if (page.more()) {
      plan.want(page.thread());
    } else {
      plan.answered(page.thread());
    }
  }

  void synced(long nanos) {
    if (plan.answered()) {
      retryGaps(nanos);
      sendReceipts();
      ask();
      settle(nanos);
    }
  }

  /** The server could not answer a sync now. */
  void syncFailed(long retryAfterMillis) {
    if (plan.isAsking()) {
      plan.forget();
      Duration rest = Duration.ofMillis(retryAfterMillis).plus(settings.gapRetry());
      var _ = runtime.after(rest, strand, this::ask);
    }
  }

  private void ask() {
    if (!connector.isLive()) {
      return;
    }
    List<ClientFrame.Sync> frames = plan.ask(cursors());
    if (!frames.isEmpty()) {
      int question = plan.question();
      frames.forEach(connector::send);
      var _ = runtime.after(settings.syncTimeout(), strand, () -> unanswered(question));
    }
  }

  private void unanswered(int question) {
    if (plan.isAsking() && plan.question() == question) {
      plan.forget();
      ask();
    }
  }

  // What the last sync did not bring may not be stored yet: it is asked for again, later each time.
  private void retryGaps(long nanos) {
    for (ThreadId thread : List.copyOf(gaps)) {
      ThreadView view = views.get(thread);
      if (view == null || !view.hasGap()) {
        gaps.remove(thread);
        continue;
      }
      // Syncs of other threads end in between: they are no try for this one.
      if (!gapsResting.add(thread)) {
        continue;
      }
      int tries = view.countGapTry();
      if (tries > settings.gapAttemptsMax()) {
        gapsResting.remove(thread);
        listener.gapAccepted(thread, view.cursor(), view.gapEnd(), nanos);
        show(view.acceptGap(), nanos);
        if (!view.hasGap()) {
          gaps.remove(thread);
        }
        continue;
      }
      Duration rest = settings.gapRetry().multipliedBy(1L << Math.min(tries - 1, DOUBLINGS_MAX));
      var _ = runtime.after(rest, strand, () -> askAgain(thread));
    }
  }

  private void askAgain(ThreadId thread) {
    gapsResting.remove(thread);
    if (gaps.contains(thread)) {
      plan.want(thread);
      ask();
    }
  }

  private void settle(long nanos) {
    if (plan.isIdle() && gaps.isEmpty() && !syncedAll) {
      syncedAll = true;
      listener.synced(nanos);
      waiting.forEach(done -> done.complete(null));
      waiting.clear();
    }
  }
}
