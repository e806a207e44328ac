package org.plumbline.messenger.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.plumbline.messenger.history.HistoryUnavailable;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.messenger.membership.Memberships;
import org.plumbline.messenger.recents.Recents;
import org.plumbline.messenger.recents.RecentsConfig;
import org.plumbline.messenger.recents.RecentsUnavailable;
import org.plumbline.protocol.Content;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what was stored into the copy of recent messages, behind the storage and never in its way:
 * one thread, a bounded queue. What does not fit, or cannot be recorded, ends the trust in all that
 * this node recorded before, so that nobody reads an entry that lacks something.
 */
@Singleton
public final class RecentsFeed {

  private static final Logger LOG = LoggerFactory.getLogger(RecentsFeed.class);

  /** So that the answers to one pipeline stay within a socket's buffers. */
  private static final int AT_ONCE_MAX = 200;

  private record Batch(String trust, List<Message> messages) {}

  private final Recents recents;
  private final MessageHistory history;
  private final Memberships memberships;
  private final Counter lost;
  private final Duration gather;
  private final BlockingQueue<Batch> batches;
  private final Thread thread = Thread.ofPlatform().daemon().name("recents").unstarted(this::run);

  public RecentsFeed(
      RecentsConfig config,
      Recents recents,
      MessageHistory history,
      Memberships memberships,
      MeterRegistry meters) {
    this.recents = recents;
    this.history = history;
    this.memberships = memberships;
    this.gather = config.gather();
    this.batches = new LinkedBlockingQueue<>(config.batchesMax());
    this.lost = meters.counter("messenger.recents.lost");
  }

  @PostConstruct
  void start() {
    thread.start();
  }

  @PreDestroy
  void stop() {
    thread.interrupt();
  }

  /** Takes what was just stored, ascending in each thread. Never blocks. */
  void stored(List<Message> messages) {
    if (!messages.isEmpty() && !batches.offer(new Batch(recents.trust(), messages))) {
      lost.increment(messages.size());
      recents.distrust();
    }
  }

  /** This node works on other threads from now on, and no longer on some. */
  void shareChanged() {
    recents.distrust();
  }

  private void run() {
    try {
      while (true) {
        List<Batch> gathered = new ArrayList<>();
        gathered.add(batches.take());
        // One round trip for all that is stored meanwhile.
        TimeUnit.NANOSECONDS.sleep(gather.toNanos());
        batches.drainTo(gathered);
        for (Batch batch : joined(gathered)) {
          recordOrLose(batch);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Those that follow each other under the same trust become one. */
  private static List<Batch> joined(List<Batch> batches) {
    List<Batch> joined = new ArrayList<>();
    for (Batch batch : batches) {
      Batch last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && last.trust().equals(batch.trust())) {
        last.messages().addAll(batch.messages());
      } else {
        joined.add(new Batch(batch.trust(), new ArrayList<>(batch.messages())));
      }
    }
    return joined;
  }

  private void recordOrLose(Batch batch) {
    int messages = batch.messages().size();
    try {
      record(batch);
    } catch (RecentsUnavailable | HistoryUnavailable e) {
      LOG.debug("{} recent messages were not recorded: {}", messages, e.getMessage());
      lose(messages);
    } catch (RuntimeException e) {
      LOG.error("{} recent messages were not recorded", messages, e);
      lose(messages);
    }
  }

  private void lose(int messages) {
    lost.increment(messages);
    recents.distrust();
  }

  private void record(Batch batch) {
    List<Recents.Addition> additions = new ArrayList<>();
    Set<ThreadId> changed = new HashSet<>();
    for (Message message : batch.messages()) {
      if (Content.targetOf(message.content()) != Content.UNEDITED) {
        changed.add(message.thread());
      }
    }
    for (Message message : batch.messages()) {
      if (!changed.contains(message.thread())) {
        additions.add(new Recents.Addition(message, usersOf(message.thread())));
      }
    }
    for (int from = 0; from < additions.size(); from += AT_ONCE_MAX) {
      recents.record(
          batch.trust(), additions.subList(from, Math.min(additions.size(), from + AT_ONCE_MAX)));
    }
    for (ThreadId thread : changed) {
      recents.replace(
          batch.trust(),
          thread,
          history.before(thread, Long.MAX_VALUE, Recents.MESSAGES_MAX).messages());
    }
  }

  /** The members of a large group keep no list of their own: it would be a write for each. */
  private List<UserId> usersOf(ThreadId thread) {
    return memberships.isLarge(thread) ? List.of() : memberships.recipients(thread);
  }
}
