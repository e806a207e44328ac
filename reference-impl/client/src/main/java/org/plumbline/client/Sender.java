package org.plumbline.client;

import java.time.Duration;
import java.util.List;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;

/** The way out: sends what the outbox holds, and again until the server has answered. */
final class Sender {

  private static final int DOUBLINGS_MAX = 3;

  private final ClientRuntime runtime;
  private final Strand strand;
  private final ClientSettings.Sending settings;
  private final Connector connector;
  private final ClientListener listener;
  private final Runnable onRemoved;
  private final Outbox outbox = new Outbox();

  /** {@code onRemoved} hears of every message that has left the outbox. */
  Sender(
      ClientRuntime runtime,
      Strand strand,
      ClientSettings.Sending settings,
      Connector connector,
      ClientListener listener,
      Runnable onRemoved) {
    this.runtime = runtime;
    this.strand = strand;
    this.settings = settings;
    this.connector = connector;
    this.listener = listener;
    this.onRemoved = onRemoved;
  }

  void add(ThreadId thread, TempId tempId, Content content) {
    if (!outbox.add(thread, tempId, content)) {
      onRemoved.run();
      return;
    }
    sendNext(thread);
  }

  /** A connection stands: everything goes out again, repeats under their old names. */
  void live() {
    outbox.wakeAll();
    List.copyOf(outbox.nextOfAll()).forEach(this::transmit);
  }

  private void sendNext(ThreadId thread) {
    Outbox.Entry next = outbox.next(thread);
    if (next != null) {
      transmit(next);
    }
  }

  private void transmit(Outbox.Entry entry) {
    if (!connector.isLive()) {
      return;
    }
    if (entry.attempts() >= settings.attemptsMax()) {
      remove(entry);
      listener.gaveUp(entry.tempId, entry.attempts(), runtime.nanos());
      sendNext(entry.thread);
      return;
    }
    var frame = outbox.attempt(entry);
    listener.sending(frame, runtime.nanos());
    connector.send(frame);
    int attempt = frame.attempt();
    Duration patience =
        settings.ackTimeout().multipliedBy(1L << Math.min(attempt - 1, DOUBLINGS_MAX));
    var _ = runtime.after(patience, strand, () -> unanswered(entry, attempt));
  }

  private void unanswered(Outbox.Entry entry, int attempt) {
    if (outbox.isWaiting(entry, attempt)) {
      outbox.wake(entry);
      sendNext(entry.thread);
    }
  }

  void acknowledged(ServerFrame.Sent sent, long nanos) {
    Outbox.Entry entry = outbox.find(sent.tempId());
    if (entry != null && entry.thread.equals(sent.thread())) {
      remove(entry);
      listener.sent(sent, entry.attempts(), nanos);
      sendNext(entry.thread);
    }
  }

  void failed(ServerFrame.Failure failure, TempId tempId, long nanos) {
    Outbox.Entry entry = outbox.find(tempId);
    if (entry == null) {
      return;
    }
    switch (failure.code()) {
      case MALFORMED, NOT_A_MEMBER, NOT_FRIENDS, MEDIA_NOT_READY, NOT_CHANGEABLE ->
          refuse(entry, failure.code(), failure.detail(), nanos);
      case THROTTLED, UNCONFIRMED, UNAVAILABLE -> {
        int attempt = entry.attempts();
        if (!outbox.isWaiting(entry, attempt)) {
          return;
        }
        outbox.rest(entry);
        long jitter = runtime.random().nextLong(settings.ackTimeout().toNanos() / 4 + 1);
        Duration rest = Duration.ofMillis(failure.retryAfterMillis()).plusNanos(jitter);
        var _ = runtime.after(rest, strand, () -> rested(entry, attempt));
      }
    }
  }

  private void rested(Outbox.Entry entry, int attempt) {
    if (entry.attempts() == attempt && outbox.find(entry.tempId) != null) {
      outbox.wake(entry);
      sendNext(entry.thread);
    }
  }

  private void refuse(Outbox.Entry entry, ErrorCode code, String detail, long nanos) {
    // After a first attempt without an answer, "not done" speaks of this attempt alone.
    boolean certain = entry.attempts() == 1 && code.definitelyNotDone();
    remove(entry);
    if (certain) {
      listener.refused(entry.tempId, code, detail, nanos);
    } else {
      listener.gaveUp(entry.tempId, entry.attempts(), nanos);
    }
    sendNext(entry.thread);
  }

  private void remove(Outbox.Entry entry) {
    outbox.remove(entry);
    onRemoved.run();
  }
}
