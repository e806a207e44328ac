package org.plumbline.messenger.presence;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import org.plumbline.messenger.directory.NodeRegistry;
import org.plumbline.messenger.presence.Presence.State;
import org.plumbline.protocol.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which device of this node watches which users. A watcher is told the state of each user once, and
 * then the changes only.
 *
 * <p>News of a change, a sweep over all watched users and the loss of a node each lead to a look-up
 * in batches, by the one thread that this class owns; there is no timer per connection. After an
 * outage of the directory nobody is shown as gone for as long as a node's announcement counts,
 * because a directory that came back empty knows the sessions only after the nodes restored them.
 *
 * <p>A change is told when it has lasted for a while: who flaps faster than that costs look-ups,
 * one batch for all, and no frame at all.
 *
 * <p>The time until a watcher sees a change, when nothing is lost: the online or the offline delay
 * and two look-ups; the crash of a node, in addition {@link NodeRegistry#TIME_TO_LIVE_MILLIS} and
 * about a second; when the news is lost, in addition the sweep interval.
 */
@Singleton
public final class PresenceWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PresenceWatch.class);
  private static final long NODES_CHECKED_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Presence presence;
  private final NodeRegistry nodes;
  private final PresenceConfig config;
  private final LongSupplier nanoTime;
  private final Counter updates;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final WatchBook book;
  private final OfflineDelay offlineDelay;
  private final Thread worker;
  private Map<String, NodeRegistry.Node> nodesBefore = Map.of();
  private long nextSweepNanos;
  private boolean closed;

  @Inject
  public PresenceWatch(
      Presence presence, NodeRegistry nodes, PresenceConfig config, MeterRegistry meters) {
    this(presence, nodes, config, meters, System::nanoTime);
  }

  PresenceWatch(
      Presence presence,
      NodeRegistry nodes,
      PresenceConfig config,
      MeterRegistry meters,
      LongSupplier nanoTime) {
    this.presence = presence;
    this.nodes = nodes;
    this.config = config;
    this.nanoTime = nanoTime;
    this.updates = meters.counter("messenger.presence.updates");
    var now = nanoTime.getAsLong();
    this.offlineDelay = new OfflineDelay(config.offlineDelay());
    this.book = new WatchBook(config.watchedUsersMax(), now);
    this.nextSweepNanos = now + config.sweepInterval().toNanos();
    this.worker = Thread.ofPlatform().daemon().name("presence-watch").unstarted(this::run);
  }

  /** Told by the watch's own thread; must not block. */
  @FunctionalInterface
  public interface Listener {
    void onPresence(UserId user, State state);
  }

  @PostConstruct
  void start() {
    presence.onChange(this::changed);
    worker.start();
  }

  /**
   * From now on tells the listener about these users and no others; an earlier subscription with an
   * equal key ends. Never blocks. The listener may be called once more shortly after its
   * subscription ended.
   *
   * @param key whatever stands for the session; compared with equals
   * @return false when this node watches as many users as it may: then nothing has changed
   */
  public boolean watch(Object key, Collection<UserId> users, Listener listener) {
    lock.lock();
    try {
      var taken = book.subscribe(key, users, listener);
      work.signal();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Ends what the session of this key watches, if anything. Never blocks. */
  public void unwatch(Object key) {
    lock.lock();
    try {
      book.unsubscribe(key);
    } finally {
      lock.unlock();
    }
  }

  /** News of a change. Never blocks. */
  void changed(UserId user) {
    lock.lock();
    try {
      book.lookUpSoon(List.of(user));
      if (book.hasDue()) {
        work.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    var open = true;
    while (open) {
      open = pause(step());
    }
  }

  // News end the pause, except after a failure: then they wait, so that failures do not spin.
  private boolean pause(long nanos) {
    lock.lock();
    try {
      var left = nanos;
      while (!closed && left > 0 && (offlineDelay.isAway() || !book.hasDue())) {
        left = work.awaitNanos(left);
      }
      return !closed;
    } catch (InterruptedException e) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Looks up one batch, if anything is due, and tells the watchers.
   *
   * @return how long nothing will be due, in nanoseconds; 0 when there may be more to do
   */
  long step() {
    var live = nodes.live();
    List<UserId> batch;
    lock.lock();
    try {
      var now = nanoTime.getAsLong();
      sweepWhenDue(live, now);
      batch = book.nextBatch(config.lookupUsersMax(), now);
      if (batch.isEmpty()) {
        return idleNanos(now);
      }
    } finally {
      lock.unlock();
    }
    try {
      tell(take(presence.of(batch)));
      return 0;
    } catch (DirectoryUnavailable e) {
      postpone(batch);
    } catch (RuntimeException e) {
      LOG.error("The presence of {} users could not be looked up.", batch.size(), e);
      postpone(batch);
    }
    return config.retryInterval().toNanos();
  }

  private void sweepWhenDue(Map<String, NodeRegistry.Node> live, long now) {
    if (!live.equals(nodesBefore)) {
      nodesBefore = live;
      nextSweepNanos = now;
    }
    if (now - nextSweepNanos >= 0) {
      book.sweep();
      nextSweepNanos = now + config.sweepInterval().toNanos();
    }
  }

  private long idleNanos(long now) {
    var wait = Math.min(NODES_CHECKED_NANOS, nextSweepNanos - now);
    var ending = book.nextEndingNanos();
    return Math.max(0, ending == null ? wait : Math.min(wait, ending - now));
  }

  private List<WatchBook.Notice> take(Map<UserId, State> states) {
    lock.lock();
    try {
      var now = nanoTime.getAsLong();
      offlineDelay.lookupSucceeded(now);
      return book.found(states, now, config.onlineDelay().toNanos(), offlineDelay.nanosAt(now));
    } finally {
      lock.unlock();
    }
  }

  private void tell(List<WatchBook.Notice> notices) {
    for (var notice : notices) {
      try {
        notice.deliver();
        updates.increment();
      } catch (RuntimeException e) {
        LOG.warn("A watcher failed to take the presence that it asked for.", e);
      }
    }
  }

  private void postpone(List<UserId> batch) {
    lock.lock();
    try {
      offlineDelay.lookupFailed();
      book.lookUpSoon(batch);
    } finally {
      lock.unlock();
    }
  }

  @Override
  @PreDestroy
  public void close() {
    lock.lock();
    try {
      closed = true;
      work.signal();
    } finally {
      lock.unlock();
    }
  }
}
