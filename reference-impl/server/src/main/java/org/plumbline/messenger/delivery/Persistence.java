package org.plumbline.messenger.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.history.HistoryRefused;
import org.plumbline.messenger.history.HistoryUnavailable;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.messenger.log.DeadLetter;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores messages in the order in which they come, as many at once as have gathered. While the
 * store is away they are tried again until it is back; the log holds them meanwhile, and what waits
 * here is bounded by what the log lets be in hand. A message that the store refuses is found among
 * the others, tried some times more, and becomes a dead letter, so that the others go on.
 */
@Singleton
public final class Persistence {

  private static final Logger LOG = LoggerFactory.getLogger(Persistence.class);
  private static final int LAID_ASIDE_MAX = 10_000;

  private record Job(List<Message> messages, CompletableFuture<@Nullable Void> stored) {}

  private final DeliveryConfig config;
  private final StoreConfig limits;
  private final Undertaker undertaker;
  private final MessageHistory history;
  private final RecentsFeed recents;
  private final JourneyMeters meters;
  private final Cache<MessageId, Boolean> laidAside =
      Caffeine.newBuilder().maximumSize(LAID_ASIDE_MAX).build();
  private final StoredLately lately = new StoredLately();
  private final LinkedBlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
  private final Thread thread = Thread.ofPlatform().name("persistence").unstarted(this::run);

  Persistence(
      DeliveryConfig config,
      StoreConfig limits,
      MessageHistory history,
      RecentsFeed recents,
      Undertaker undertaker,
      JourneyMeters meters) {
    this.config = config;
    this.limits = limits;
    this.undertaker = undertaker;
    this.history = history;
    this.recents = recents;
    this.meters = meters;
  }

  /** Completes, on another thread, when the messages are stored. */
  CompletableFuture<@Nullable Void> store(List<Message> messages) {
    CompletableFuture<@Nullable Void> stored = new CompletableFuture<>();
    jobs.add(new Job(messages, stored));
    return stored.thenApplyAsync(_ -> null);
  }

  /** Whether the message is done with, but not stored: it became a dead letter here lately. */
  boolean isLaidAside(MessageId message) {
    return laidAside.getIfPresent(message) != null;
  }

  /** This node stores other threads from now on, and some no longer. */
  void shareChanged() {
    recents.shareChanged();
    lately.forget();
  }

  @PostConstruct
  void start() {
    thread.start();
  }

  @PreDestroy
  void stop() {
    thread.interrupt();
  }

  private void run() {
    List<Job> taken = new ArrayList<>();
    try {
      while (true) {
        taken.add(jobs.take());
        // The message is on its way to its devices: the store is asked less often, for more.
        TimeUnit.NANOSECONDS.sleep(config.storeGather().toNanos());
        int size = taken.getFirst().messages().size();
        for (Job more = jobs.peek();
            more != null && size + more.messages().size() <= config.storeBatchMax();
            more = jobs.peek()) {
          taken.add(jobs.take());
          size += more.messages().size();
        }
        List<Message> messages = new ArrayList<>(size);
        taken.forEach(job -> messages.addAll(job.messages()));
        append(messages);
        taken.forEach(job -> job.stored().complete(null));
        taken.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void append(List<Message> messages) throws InterruptedException {
    if (messages.isEmpty()) {
      return;
    }
    for (int attempt = 1; ; attempt++) {
      long started = meters.now();
      try {
        List<Message> placed = withKnownPrev(messages);
        storeDoubtful();
        history.append(placed);
        lately.stored(placed, meters.now());
        meters.stored(started, messages.size());
        recents.stored(placed);
        return;
      } catch (HistoryUnavailable e) {
        lately.historyIsAway();
        LOG.warn(
            "{} messages could not be stored, attempt {}: {}",
            messages.size(),
            attempt,
            e.getMessage());
        boolean waitedEnough = attempt >= limits.storeAttemptsMax();
        if (waitedEnough && limits.storeDown() == StoreConfig.StoreDown.DEAD_LETTER) {
          layAside(messages, DeadLetter.Cause.STORE_DOWN, e);
          return;
        }
      } catch (RuntimeException e) {
        if (messages.size() > 1) {
          // One of them is at fault: halves, until it stands alone.
          append(messages.subList(0, messages.size() / 2));
          append(messages.subList(messages.size() / 2, messages.size()));
          return;
        }
        if (attempt >= limits.storeAttemptsMax()) {
          layAside(messages, DeadLetter.Cause.UNSTORABLE, e);
          return;
        }
      }
      TimeUnit.NANOSECONDS.sleep(config.retryAfter().toNanos());
    }
  }

  private void storeDoubtful() {
    List<Message> doubtful = lately.doubtful();
    if (doubtful.isEmpty()) {
      return;
    }
    LOG.warn("stored again since the history was away: the last {} messages", doubtful.size());
    try {
      history.append(doubtful);
    } catch (HistoryRefused e) {
      LOG.error("what was stored before is refused now", e);
      lately.forget();
    }
  }

  private void layAside(List<Message> messages, DeadLetter.Cause cause, RuntimeException failure)
      throws InterruptedException {
    messages.forEach(message -> laidAside.put(message.id(), true));
    undertaker.bury(messages, cause, failure);
  }

  private List<Message> withKnownPrev(List<Message> messages) {
    return messages.stream()
        .map(
            message ->
                message.prev() == ThreadOrder.PREV_UNKNOWN
                    ? new Message(
                        message.thread(),
                        message.id(),
                        message.seq(),
                        history.lastSeqBefore(message.thread(), message.seq()),
                        message.sender(),
                        message.tempId(),
                        message.content(),
                        message.sentAtMillis())
                    : message)
        .toList();
  }
}
