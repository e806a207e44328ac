package org.plumbline.messenger.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.history.HistoryUnavailable;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.messenger.log.LogEntry;
import org.plumbline.messenger.log.LogEntry.Submission;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;

/**
 * Whether an edit or a deletion may change the message that it names: looked up before it is
 * accepted, to refuse at once what certainly may not, and decided by the worker at its place in the
 * thread. The worker knows in memory what it saw lately, stored or not, and asks the history for
 * the rest.
 */
@Singleton
public final class Changes {

  private record Place(ThreadId thread, long seq) {}

  /** A remembered one counts alone only within the share in which it was noted. */
  private record Known(Changeable changeable, int share) {}

  private final DeliveryConfig delivery;
  private final ChangeConfig config;
  private final MessageHistory history;
  private final InstantSource clock;
  private final Cache<Place, Known> known;
  private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
  private int share;

  public Changes(
      DeliveryConfig delivery, ChangeConfig config, MessageHistory history, InstantSource clock) {
    this.delivery = delivery;
    this.config = config;
    this.history = history;
    this.clock = clock;
    this.known = Caffeine.newBuilder().maximumSize(config.changeableKnownMax()).build();
  }

  /**
   * On the sender's node: the content as it is, or {@link NotChangeable} when the message that it
   * changes certainly may not be changed. There at once when it changes none. A message that is not
   * stored yet, or a history that does not answer, is left to the worker.
   */
  CompletableFuture<Content> checked(UserId user, ClientFrame.Send send) {
    long target = Content.targetOf(send.content());
    if (target == Content.UNEDITED) {
      return CompletableFuture.completedFuture(send.content());
    }
    return CompletableFuture.supplyAsync(
        () -> {
          String refusal = certainRefusal(user, send.thread(), target).orElse(null);
          if (refusal != null) {
            throw new NotChangeable(refusal);
          }
          return send.content();
        },
        readers);
  }

  /** The message may not be changed, and its text says why. */
  static final class NotChangeable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotChangeable(String message) {
      super(message);
    }
  }

  private Optional<String> certainRefusal(UserId user, ThreadId thread, long target) {
    try {
      return history
          .find(thread, target)
          .flatMap(
              found ->
                  Changeable.refusal(
                      Changeable.of(found).orElse(null),
                      target,
                      user,
                      Long.MAX_VALUE,
                      clock.millis(),
                      config.changeWithin()));
    } catch (HistoryUnavailable e) {
      return Optional.empty();
    }
  }

  /** On the worker, whose share changed: others may have withdrawn what is remembered here. */
  void forget() {
    share++;
  }

  /** On the worker: what the history has of the targets, for those which memory cannot answer. */
  Map<LogEntry, Changeable> stored(List<LogEntry> entries) {
    Map<LogEntry, Future<Optional<Message>>> asked = new HashMap<>();
    for (LogEntry entry : entries) {
      long target = Content.targetOf(entry.submission().content());
      if (target != Content.UNEDITED) {
        Known remembered = known.getIfPresent(new Place(entry.submission().thread(), target));
        if (remembered == null || remembered.share() != share) {
          asked.put(entry, readers.submit(() -> find(entry.submission().thread(), target)));
        }
      }
    }
    Map<LogEntry, Changeable> found = new HashMap<>();
    asked.forEach(
        (entry, future) ->
            resultOf(future).flatMap(Changeable::of).ifPresent(each -> found.put(entry, each)));
    return found;
  }

  /** Asks until there is an answer: a change that was accepted must not be lost. */
  private Optional<Message> find(ThreadId thread, long seq) throws InterruptedException {
    while (true) {
      try {
        return history.find(thread, seq);
      } catch (HistoryUnavailable e) {
        TimeUnit.NANOSECONDS.sleep(delivery.retryAfter().toNanos());
      }
    }
  }

  /** On the worker: why the entry may not take its place; nothing when it may. */
  Optional<String> refusal(LogEntry entry, @Nullable Changeable stored) {
    Submission submission = entry.submission();
    long target = Content.targetOf(submission.content());
    if (target == Content.UNEDITED) {
      return Optional.empty();
    }
    Known remembered = known.getIfPresent(new Place(submission.thread(), target));
    boolean sure = remembered != null && (remembered.share() == share || stored == null);
    return Changeable.refusal(
        sure && remembered != null ? remembered.changeable() : stored,
        target,
        submission.sender(),
        entry.seq(),
        submission.acceptedAtMillis(),
        config.changeWithin());
  }

  /** On the worker: the message took its place. */
  void placed(Message message) {
    if (message.content() instanceof Content.Deletion deletion) {
      known
          .asMap()
          .put(
              new Place(message.thread(), deletion.target()),
              new Known(
                  new Changeable(message.sender(), message.sentAtMillis(), message.seq()), share));
    } else {
      Changeable.of(message)
          .ifPresent(
              each ->
                  known
                      .asMap()
                      .compute(
                          new Place(message.thread(), message.seq()),
                          (_, before) ->
                              before == null || before.share() != share
                                  ? new Known(each, share)
                                  : before));
    }
  }

  private static <T> T resultOf(Future<T> future) {
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
