package org.plumbline.messenger.push;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.plumbline.messenger.history.HistoryUnavailable;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.messenger.push.PushMeters.Outcome;
import org.plumbline.messenger.session.Offered;
import org.plumbline.messenger.session.Session;
import org.plumbline.protocol.CloseCode;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages that a node gave to a device which was no longer there. A dead socket looks alive until
 * its heartbeats are missed, so delivery takes the device for reached; when the session ends
 * without a goodbye, what it did not acknowledge is noted like any missed message. The grace holds
 * for it as well: a device that comes back within it is not pushed to.
 *
 * <p>What a node remembers of it ends with the node; a crash takes it along.
 */
@Singleton
public final class Unheard {

  private static final Logger LOG = LoggerFactory.getLogger(Unheard.class);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

  /** A message arrives before it is stored, so it may have to be looked for some times. */
  private static final int TRIES_MAX = 10;

  /** Most devices that wait to be looked at; beyond, one is given up, and counted. */
  private static final int WAITING_MAX = 10_000;

  /** So that a switch that fails and takes its sockets along is no burst on the stores. */
  private static final int AT_ONCE_MAX = 16;

  private record Device(UserId user, DeviceId id) {}

  private final PushOffice office;
  private final MessageHistory history;
  private final PushQueue queue;
  private final PushMeters meters;
  private final PushConfig config;
  private final Semaphore waiting = new Semaphore(WAITING_MAX);
  private final Semaphore atOnce = new Semaphore(AT_ONCE_MAX);
  private final ExecutorService now = Executors.newVirtualThreadPerTaskExecutor();
  private final Executor later;

  @Inject
  public Unheard(
      PushConfig config,
      PushOffice office,
      MessageHistory history,
      PushQueue queue,
      PushMeters meters) {
    this(config, office, history, queue, meters, AGAIN_AFTER);
  }

  Unheard(
      PushConfig config,
      PushOffice office,
      MessageHistory history,
      PushQueue queue,
      PushMeters meters,
      Duration againAfter) {
    this.config = config;
    this.office = office;
    this.history = history;
    this.queue = queue;
    this.meters = meters;
    this.later = CompletableFuture.delayedExecutor(againAfter.toNanos(), TimeUnit.NANOSECONDS, now);
  }

  /**
   * The session has ended. Never blocks.
   *
   * @param byReset whether the connection went without a word of either side
   */
  public void ended(Session session, boolean byReset) {
    CloseCode code = session.closedWith();
    List<Offered.Span> open = session.offered().take();
    boolean silent =
        byReset || code == CloseCode.HEARTBEAT_MISSED || code == CloseCode.SLOW_CONSUMER;
    if (silent && !open.isEmpty()) {
      look(new Device(session.user(), session.device()), open);
    }
  }

  /** A message came for a session that was no longer there. Never blocks. */
  public void missed(UserId user, DeviceId device, ThreadId thread, long seq) {
    look(new Device(user, device), List.of(new Offered.Span(thread, seq, seq)));
  }

  private void look(Device device, List<Offered.Span> open) {
    if (waiting.tryAcquire()) {
      now.execute(() -> note(device, open, 1));
    } else {
      meters.count(null, Outcome.GAVE_UP);
    }
  }

  private void note(Device device, List<Offered.Span> open, int tries) {
    List<Offered.Span> left = open;
    try {
      atOnce.acquire();
      try {
        left = office.mayPushTo(device.user(), device.id()) ? noted(device, open) : List.of();
      } finally {
        atOnce.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (HistoryUnavailable e) {
      LOG.debug("what {} did not hear is noted later: {}", device.id(), e.getMessage());
    }
    List<Offered.Span> rest = left;
    if (!rest.isEmpty() && tries < TRIES_MAX) {
      later.execute(() -> note(device, rest, tries + 1));
      return;
    }
    waiting.release();
    for (Offered.Span _ : rest) {
      meters.count(null, Outcome.GAVE_UP);
    }
  }

  /** Notes what is stored; the spans of which something is not. */
  private List<Offered.Span> noted(Device device, List<Offered.Span> open) {
    List<MissedMessage> notes = new ArrayList<>();
    List<Offered.Span> left = new ArrayList<>();
    for (Offered.Span span : open) {
      if (history.lastSeqBefore(span.thread(), Long.MAX_VALUE) < span.last()) {
        left.add(span);
      } else {
        // Whether other devices of the user were there is not known any more: their cursor says
        // nothing of this one.
        newest(span, device.user())
            .map(message -> office.note(message, device.user(), List.of(device.id()), true))
            .ifPresent(notes::add);
      }
    }
    if (!notes.isEmpty()) {
      add(notes);
    }
    return left;
  }

  /** Of all messages of a thread one push is made: the newest that someone else said. */
  private Optional<Message> newest(Offered.Span span, UserId user) {
    return history
        .before(span.thread(), span.last() + 1, MessageHistory.PAGE_MAX)
        .messages()
        .reversed()
        .stream()
        .filter(message -> message.seq() >= span.first() && PushOffice.concerns(message, user))
        .findFirst();
  }

  private void add(List<MissedMessage> notes) {
    var _ =
        queue
            .add(notes)
            .orTimeout(config.noteWithin().toNanos(), TimeUnit.NANOSECONDS)
            .exceptionally(
                failure -> {
                  meters.count(null, Outcome.GAVE_UP);
                  LOG.warn(
                      "unheard messages could not be noted, so no push: {}", failure.toString());
                  return null;
                });
  }

  @PreDestroy
  void stop() {
    now.shutdown();
  }
}
