package org.plumbline.messenger.presence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.presence.Presence.State;
import org.plumbline.messenger.presence.WatchedUser.Watcher;
import org.plumbline.protocol.UserId;

/**
 * Who is watched by whom, and who is to be looked up next. Every queue holds watched users only, so
 * the limit on them bounds all. Guarded by the lock of {@link PresenceWatch}.
 */
final class WatchBook {
  private final int usersMax;
  private final Map<Object, Subscription> subscriptions = new HashMap<>();
  private final Map<UserId, WatchedUser> watched = new HashMap<>();
  private final Set<UserId> due = new LinkedHashSet<>();
  private final Queue<UserId> sweeping = new ArrayDeque<>();
  private final PriorityQueue<Ending> endings;

  /**
   * @param originNanos a recent reading of the clock, which readings are compared from: that of
   *     {@link System#nanoTime} may overflow
   */
  WatchBook(int usersMax, long originNanos) {
    this.usersMax = usersMax;
    this.endings =
        new PriorityQueue<>(Comparator.comparingLong(ending -> ending.dueNanos - originNanos));
  }

  /** What one watcher is to be told. */
  record Notice(PresenceWatch.Listener listener, UserId user, State state) {
    void deliver() {
      listener.onPresence(user, state);
    }
  }

  private record Subscription(Watcher watcher, Set<UserId> users) {}

  private record Ending(UserId user, long dueNanos) {}

  /** Replaces the subscription of this key, or changes nothing and returns false. */
  boolean subscribe(Object key, Collection<UserId> users, PresenceWatch.Listener listener) {
    var wanted = Set.copyOf(users);
    var unwatchedYet = wanted.stream().filter(user -> !watched.containsKey(user)).count();
    if (watched.size() + unwatchedYet > usersMax) {
      return false;
    }
    unsubscribe(key);
    var watcher = new Watcher(listener);
    if (!wanted.isEmpty()) {
      subscriptions.put(key, new Subscription(watcher, wanted));
    }
    for (var user : wanted) {
      watched.computeIfAbsent(user, _ -> new WatchedUser()).add(watcher);
      due.add(user);
    }
    return true;
  }

  void unsubscribe(Object key) {
    var subscription = subscriptions.remove(key);
    if (subscription == null) {
      return;
    }
    for (var user : subscription.users) {
      var entry = watched.get(user);
      if (entry != null) {
        entry.remove(subscription.watcher);
        if (entry.isUnwatched()) {
          watched.remove(user);
          due.remove(user);
        }
      }
    }
  }

  void lookUpSoon(Collection<UserId> users) {
    users.stream().filter(watched::containsKey).forEach(due::add);
  }

  boolean hasDue() {
    return !due.isEmpty();
  }

  /** Has all watched users looked up again, unless that is still under way. */
  void sweep() {
    if (sweeping.isEmpty()) {
      sweeping.addAll(watched.keySet());
    }
  }

  /** Takes the users to look up now: newcomers and news first, the sweep last. */
  List<UserId> nextBatch(int batchMax, long nowNanos) {
    var batch = new LinkedHashSet<UserId>();
    var soon = due.iterator();
    while (batch.size() < batchMax && soon.hasNext()) {
      batch.add(soon.next());
      soon.remove();
    }
    for (var ending = endings.peek();
        batch.size() < batchMax && ending != null && nowNanos - ending.dueNanos >= 0;
        ending = endings.peek()) {
      addIfWatched(batch, ending.user);
      endings.remove();
      var entry = watched.get(ending.user);
      if (entry != null) {
        entry.looked(ending.dueNanos);
      }
    }
    while (batch.size() < batchMax && !sweeping.isEmpty()) {
      addIfWatched(batch, sweeping.remove());
    }
    return List.copyOf(batch);
  }

  private void addIfWatched(Set<UserId> batch, UserId user) {
    if (watched.containsKey(user)) {
      batch.add(user);
    }
  }

  /** When the next user who seems to have come or gone has done so for long enough, or null. */
  @Nullable Long nextEndingNanos() {
    var ending = endings.peek();
    return ending == null ? null : ending.dueNanos;
  }

  /** Takes what a look-up found, and returns what has to be told. */
  List<Notice> found(
      Map<UserId, State> states, long nowNanos, long onlineDelayNanos, long offlineDelayNanos) {
    var notices = new ArrayList<Notice>();
    states.forEach(
        (user, state) -> {
          var entry = watched.get(user);
          if (entry != null) {
            entry.found(
                state,
                nowNanos,
                state.online() ? onlineDelayNanos : offlineDelayNanos,
                (watcher, shown) -> notices.add(new Notice(watcher.listener(), user, shown)));
            var look = entry.planLook();
            if (look != null) {
              endings.add(new Ending(user, look));
            }
          }
        });
    return notices;
  }
}
