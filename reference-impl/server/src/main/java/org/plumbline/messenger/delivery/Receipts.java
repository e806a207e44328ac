package org.plumbline.messenger.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.plumbline.messenger.history.Cursors;
import org.plumbline.messenger.history.Cursors.Cursor;
import org.plumbline.messenger.history.HistoryUnavailable;
import org.plumbline.messenger.membership.Memberships;
import org.plumbline.messenger.session.Session;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.Status;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivered and read, as cursors: gathered for a moment, so that many acknowledgements become one
 * write and one frame, then told to the thread's other devices and stored. What a crash of this
 * node takes with it, the devices acknowledge again when they come back.
 */
@Singleton
public final class Receipts {

  private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);

  /** Most cursors gathered; beyond, a device is asked to acknowledge again later. */
  private static final int GATHERED_MAX = 100_000;

  /** So long a seq may be ahead of what is known here: for as many gatherings it is not told. */
  private static final int WAITS_MAX = 5;

  private record Key(ThreadId thread, UserId user, Status status) {}

  private record CursorKey(ThreadId thread, UserId user, Status status) {}

  private record Advance(long upTo, DeviceId device, int waits) {}

  private final ReceiptConfig config;
  private final Admission admission;
  private final Memberships memberships;
  private final Hints hints;
  private final KnownSeqs known;
  private final Cursors cursors;
  private final InstantSource clock;
  private final Counter delivered;
  private final Counter read;
  private final ConcurrentMap<Key, Advance> gathered = new ConcurrentHashMap<>();
  // Of the one who flushes.
  private final Map<CursorKey, Cursor> unstored = new HashMap<>();
  private long storedMillis;
  private final Thread thread = Thread.ofPlatform().name("receipts").unstarted(this::run);
  private volatile boolean stopping;

  public Receipts(
      ReceiptConfig config,
      Admission admission,
      Memberships memberships,
      Hints hints,
      KnownSeqs known,
      Cursors cursors,
      InstantSource clock,
      MeterRegistry meters) {
    this.config = config;
    this.admission = admission;
    this.memberships = memberships;
    this.hints = hints;
    this.known = known;
    this.cursors = cursors;
    this.clock = clock;
    this.delivered = meters.counter("messenger.receipts", "status", "delivered");
    this.read = meters.counter("messenger.receipts", "status", "read");
  }

  /** Takes a device's acknowledgement of everything up to a seq. */
  public void acknowledge(Session session, ClientFrame.Acknowledge acknowledged) {
    session.offered().acknowledge(acknowledged.thread(), acknowledged.upTo());
    admission.admit(
        session.user(),
        acknowledged.thread(),
        refused ->
            refused.ifPresentOrElse(
                code ->
                    session.offer(
                        new ServerFrame.Failure(
                            code, null, "thread_id: " + acknowledged.thread(), 0)),
                () -> gather(session, acknowledged)));
  }

  private void gather(Session session, ClientFrame.Acknowledge acknowledged) {
    if (gathered.size() >= GATHERED_MAX) {
      session.offer(
          new ServerFrame.Failure(ErrorCode.THROTTLED, null, "receipts: too many wait", 1_000));
      return;
    }
    (acknowledged.status() == Status.DELIVERED ? delivered : read).increment();
    advance(
        new Key(acknowledged.thread(), session.user(), acknowledged.status()),
        new Advance(acknowledged.upTo(), session.device(), 0));
  }

  private void advance(Key key, Advance advance) {
    gathered.merge(key, advance, (one, other) -> other.upTo() > one.upTo() ? other : one);
  }

  @PostConstruct
  void start() {
    thread.start();
  }

  @PreDestroy
  void stop() throws InterruptedException {
    stopping = true;
    thread.join(TimeUnit.SECONDS.toMillis(5));
  }

  private void run() {
    try {
      while (!stopping) {
        TimeUnit.NANOSECONDS.sleep(config.gather().toNanos());
        tell();
        storeWhenDue();
      }
      flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells and stores now what was gathered; blocks. */
  public void flush() {
    tell();
    store();
  }

  private synchronized void tell() {
    if (gathered.isEmpty()) {
      return;
    }
    Map<Key, Advance> taken = new HashMap<>();
    for (Key key : List.copyOf(gathered.keySet())) {
      Advance advance = gathered.remove(key);
      if (advance != null) {
        taken.put(key, advance);
      }
    }
    List<Hints.Hint> told = new ArrayList<>();
    existing(taken)
        .forEach(
            (key, advance) -> {
              keep(new Cursor(key.thread(), key.user(), key.status(), advance.upTo()));
              if (key.status() == Status.READ) {
                // What was read was delivered, whether or not a device said so.
                keep(new Cursor(key.thread(), key.user(), Status.DELIVERED, advance.upTo()));
              }
              told.add(new Hints.Hint(key.thread(), () -> parcel(key, advance)));
            });
    hints.tell(told);
  }

  private void keep(Cursor cursor) {
    unstored.merge(
        new CursorKey(cursor.thread(), cursor.user(), cursor.status()),
        cursor,
        (one, other) -> other.upTo() > one.upTo() ? other : one);
  }

  /** A user looks for what he has read on his other device at once; for the rest nobody waits. */
  private synchronized void storeWhenDue() {
    // A clock that steps stores sooner or later than meant, at most by its step.
    boolean due = Math.abs(clock.millis() - storedMillis) >= config.deliveredGather().toMillis();
    boolean read = unstored.keySet().stream().anyMatch(key -> key.status() == Status.READ);
    if (due || read || unstored.size() >= GATHERED_MAX) {
      store();
    }
  }

  private synchronized void store() {
    storedMillis = clock.millis();
    if (unstored.isEmpty()) {
      return;
    }
    try {
      cursors.advance(List.copyOf(unstored.values()));
      unstored.clear();
    } catch (HistoryUnavailable e) {
      // Stored with a later flush; cursors may be stored in any order, since none goes back.
      LOG.warn("{} cursors could not be stored yet: {}", unstored.size(), e.getMessage());
    }
  }

  /**
   * Holds the advances against the threads: a seq that nobody has seen yet may be stored a moment
   * later, so it waits; one that does not come to be was made up, and becomes the thread's last.
   */
  private Map<Key, Advance> existing(Map<Key, Advance> taken) {
    Set<ThreadId> unknown = new HashSet<>();
    taken.forEach(
        (key, advance) -> {
          if (advance.upTo() > known.of(key.thread())) {
            unknown.add(key.thread());
          }
        });
    boolean answered = true;
    try {
      known.lookUp(unknown);
    } catch (HistoryUnavailable e) {
      answered = false;
    }
    Map<Key, Advance> existing = new HashMap<>();
    for (Map.Entry<Key, Advance> each : taken.entrySet()) {
      Advance advance = each.getValue();
      long last = known.of(each.getKey().thread());
      if (advance.upTo() <= last) {
        existing.put(each.getKey(), advance);
      } else if (!answered || advance.waits() < WAITS_MAX) {
        advance(
            each.getKey(),
            new Advance(advance.upTo(), advance.device(), answered ? advance.waits() + 1 : 0));
      } else if (last != Message.NONE) {
        existing.put(each.getKey(), new Advance(last, advance.device(), 0));
      }
    }
    return existing;
  }

  /** In a large group the user's own devices alone are told: it would be a frame for each. */
  private Parcel parcel(Key key, Advance advance) {
    return new Parcel(
        FrameCodec.encode(
            new ServerFrame.Receipt(key.thread(), key.user(), advance.upTo(), key.status())),
        0,
        memberships.isLarge(key.thread())
            ? List.of(key.user())
            : memberships.recipients(key.thread()),
        key.user(),
        advance.device(),
        Parcel.Audience.OTHERS);
  }
}
