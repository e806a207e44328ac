package org.plumbline.messenger.presence;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.presence.Presence.State;

/**
 * One watched user: who watches, what they were told, and whether an end is being waited out. All
 * watchers of a user are told the same, so a state is kept per user and not per watcher. Guarded by
 * the lock of {@link PresenceWatch}.
 */
final class WatchedUser {
  private final Set<Watcher> told = new LinkedHashSet<>();
  private final List<Watcher> newcomers = new ArrayList<>();
  private @Nullable State shown;
  private boolean ending;
  private long endingSinceNanos;

  /** A device that watches. Compared by identity: a new subscription is a new watcher. */
  static final class Watcher {
    private final PresenceWatch.Listener listener;

    Watcher(PresenceWatch.Listener listener) {
      this.listener = listener;
    }

    PresenceWatch.Listener listener() {
      return listener;
    }
  }

  void add(Watcher watcher) {
    newcomers.add(watcher);
  }

  void remove(Watcher watcher) {
    told.remove(watcher);
    newcomers.remove(watcher);
  }

  boolean isUnwatched() {
    return told.isEmpty() && newcomers.isEmpty();
  }

  /** Whether the user seems gone, and watchers are not told yet. */
  boolean isEnding() {
    return ending;
  }

  /**
   * Takes what a look-up found.
   *
   * @param offlineDelayNanos how long the user must be gone before that is shown
   * @param tell is called for each watcher that has to be told, with what
   */
  void found(State state, long nowNanos, long offlineDelayNanos, BiConsumer<Watcher, State> tell) {
    var before = shown;
    if (before == null || state.online() || !before.online()) {
      ending = false;
      shown = state;
    } else {
      if (!ending) {
        ending = true;
        endingSinceNanos = nowNanos;
      }
      if (nowNanos - endingSinceNanos >= offlineDelayNanos) {
        ending = false;
        shown = state;
      }
    }
    var now = shown == null ? state : shown;
    if (before != null && isNews(before, now)) {
      told.forEach(watcher -> tell.accept(watcher, now));
    }
    newcomers.forEach(watcher -> tell.accept(watcher, now));
    told.addAll(newcomers);
    newcomers.clear();
  }

  // The last-seen time of someone who is online moves all the time and interests nobody.
  private static boolean isNews(State before, State now) {
    return now.online() ? !before.online() : !now.equals(before);
  }
}
