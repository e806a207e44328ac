package org.plumbline.messenger.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.history.HistoryUnavailable;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.messenger.log.LogEntry;
import org.plumbline.messenger.log.LogEntry.Submission;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.TempId;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * Gives each entry its place behind the thread's message before it, and recognises repeats. It
 * knows in memory what it saw lately, and asks the history for the rest. Used by the worker's
 * thread alone.
 */
@Singleton
public final class ThreadOrder {

  /** In place of {@code prev} while the history cannot be asked; no seq is like it. */
  static final long PREV_UNKNOWN = -2;

  private record Key(UserId sender, TempId tempId, ThreadId thread) {
    static Key of(Submission submission) {
      return new Key(submission.sender(), submission.tempId(), submission.thread());
    }
  }

  private record First(MessageId id, long seq) {}

  /**
   * What is to be handed over and stored.
   *
   * @param answers to the devices that sent the entries
   * @param jobs entries of groups that go a way of their own
   * @param repeats how many entries were repeats; there are answers alone to them
   */
  record Ordered(
      List<Message> messages,
      List<Parcel> parcels,
      List<Answer> answers,
      List<GroupLane.Job> jobs,
      int repeats) {

    /** Parcels and answers, to go the same way. */
    List<Parcel> parcelsAndAnswers() {
      return Stream.concat(parcels.stream(), answers.stream().map(Answer::parcel)).toList();
    }
  }

  /**
   * What a device is told of its own entry.
   *
   * @param sent the message that it says is sent, or null when it is refused
   */
  record Answer(@Nullable MessageId sent, Parcel parcel) {
    static Answer refusal(Parcel parcel) {
      return new Answer(null, parcel);
    }
  }

  private final DeliveryConfig config;
  private final MessageHistory history;
  private final GroupOrder groups;
  private final Changes changes;
  private final Acknowledgement acknowledgement;
  private final Route route;
  private final InstantSource clock;
  private final Places places;
  private final Cache<Key, First> firsts;
  private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
  private long coldUntilMillis;

  ThreadOrder(
      DeliveryConfig config,
      MessageHistory history,
      GroupOrder groups,
      Changes changes,
      Acknowledgement acknowledgement,
      Route route,
      InstantSource clock) {
    this.config = config;
    this.history = history;
    this.groups = groups;
    this.changes = changes;
    this.acknowledgement = acknowledgement;
    this.route = route;
    this.clock = clock;
    this.places = new Places(config.threadsKnownMax());
    this.firsts = Caffeine.newBuilder().maximumSize(config.firstsKnownMax()).build();
  }

  /** Others worked on some of the threads meanwhile: nothing remembered counts. */
  void forget() {
    places.forget();
    firsts.invalidateAll();
    groups.forget();
    changes.forget();
    coldUntilMillis = clock.millis() + config.repeatsLateMax().toMillis();
  }

  /** The entries in their order, one partition's, ascending. */
  Ordered order(List<LogEntry> entries) {
    Map<Key, First> stored = storedFirsts(entries);
    Map<ThreadId, Long> before = storedLastSeqs(entries);
    Map<LogEntry, Changeable> targets = changes.stored(entries);
    GroupOrder.Batch batch = new GroupOrder.Batch();
    int repeats = 0;
    for (LogEntry entry : entries) {
      Submission submission = entry.submission();
      Key key = Key.of(submission);
      First known = firsts.getIfPresent(key);
      First earlier = known != null ? known : stored.get(key);
      First itself = new First(submission.id(), entry.seq());
      // The log may be read again after a crash: the entry itself is no repeat of itself.
      boolean repeat = earlier != null && earlier.seq() < entry.seq();
      First first = earlier != null && repeat ? earlier : itself;
      if (repeat) {
        repeats++;
      } else {
        Optional<String> refused = changes.refusal(entry, targets.get(entry));
        if (refused.isPresent()) {
          batch.answer(Answer.refusal(refusal(submission, refused.get())));
          continue;
        }
        firsts.put(key, itself);
        Supplier<ServerFrame.Receive> place = () -> place(entry, before);
        if (!submission.thread().isGroup()) {
          ServerFrame.Receive placed = place.get();
          batch.add(placed.message(), delivery(placed, submission));
        } else if (!groups.order(entry, place, batch)) {
          // It is as if it had never been sent, so a later repeat of it is none.
          firsts.invalidate(key);
          continue;
        }
      }
      if (repeat) {
        groups.repeated(entry, first.seq(), batch);
      }
      if (repeat || acknowledgement.isLeftToWorker(submission)) {
        batch.answer(answer(submission, first));
      }
    }
    return new Ordered(batch.messages(), batch.parcels(), batch.answers(), batch.jobs(), repeats);
  }

  private ServerFrame.Receive place(LogEntry entry, Map<ThreadId, Long> before) {
    ServerFrame.Receive placed =
        places.take(entry, before.getOrDefault(entry.submission().thread(), PREV_UNKNOWN));
    changes.placed(placed.message());
    return placed;
  }

  private Parcel delivery(ServerFrame.Receive placed, Submission submission) {
    return new Parcel(
        FrameCodec.encode(placed),
        submission.acceptedAtMillis(),
        submission.thread().directUsers(),
        submission.sender(),
        submission.device(),
        route.leftToWorker(submission),
        placed.message());
  }

  private static Parcel refusal(Submission submission, String cause) {
    return new Parcel(
        FrameCodec.encode(
            new ServerFrame.Failure(ErrorCode.NOT_CHANGEABLE, submission.tempId(), cause, 0)),
        0,
        List.of(submission.sender()),
        submission.sender(),
        submission.device(),
        Parcel.Audience.SENDING_DEVICE);
  }

  private static Answer answer(Submission submission, First first) {
    return new Answer(first.id(), sent(submission, first));
  }

  private static Parcel sent(Submission submission, First first) {
    return new Parcel(
        FrameCodec.encode(
            new ServerFrame.Sent(
                submission.thread(), submission.tempId(), first.id(), first.seq())),
        0,
        List.of(submission.sender()),
        submission.sender(),
        submission.device(),
        Parcel.Audience.SENDING_DEVICE);
  }

  private Map<Key, First> storedFirsts(List<LogEntry> entries) {
    boolean cold = clock.millis() < coldUntilMillis;
    Map<Key, Future<Optional<Message>>> asked = new HashMap<>();
    for (LogEntry entry : entries) {
      Key key = Key.of(entry.submission());
      if ((cold || entry.submission().attempt() > 1) && firsts.getIfPresent(key) == null) {
        asked.computeIfAbsent(key, _ -> readers.submit(() -> storedFirst(key)));
      }
    }
    Map<Key, First> found = new HashMap<>();
    asked.forEach(
        (key, future) -> {
          Message message = resultOf(future).orElse(null);
          if (message != null) {
            found.put(key, new First(message.id(), message.seq()));
          }
        });
    return found;
  }

  /** Asks until there is an answer: to take a repeat for new would break a promise. */
  private Optional<Message> storedFirst(Key key) throws InterruptedException {
    while (true) {
      try {
        return history.firstOf(key.thread(), key.sender(), key.tempId());
      } catch (HistoryUnavailable e) {
        TimeUnit.NANOSECONDS.sleep(config.retryAfter().toNanos());
      }
    }
  }

  private Map<ThreadId, Long> storedLastSeqs(List<LogEntry> entries) {
    Map<ThreadId, Future<@Nullable Long>> asked = new HashMap<>();
    for (LogEntry entry : entries) {
      ThreadId thread = entry.submission().thread();
      if (!places.isKnownBefore(entry)) {
        asked.computeIfAbsent(
            thread, _ -> readers.submit(() -> storedLastSeq(thread, entry.seq())));
      }
    }
    Map<ThreadId, Long> found = new HashMap<>();
    asked.forEach(
        (thread, future) -> {
          Long last = resultOf(future);
          if (last != null) {
            found.put(thread, last);
          }
        });
    return found;
  }

  private @Nullable Long storedLastSeq(ThreadId thread, long seq) {
    try {
      return history.lastSeqBefore(thread, seq);
    } catch (HistoryUnavailable e) {
      // Delivered all the same: the device sees a gap and asks for it when the history is back.
      return null;
    }
  }

  private static <T extends @Nullable Object> T resultOf(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the history was asked", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the history failed", e.getCause());
    }
  }
}
