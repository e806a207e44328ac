package org.plumbline.messenger.presence;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.presence.Presence.State;

/**
 * One watched user: who watches, what they were told, and whether a change is being waited out. All
 * watchers of a user are told the same, so a state is kept per user and not per watcher. Guarded by
 * the lock of {@link PresenceWatch}.
 */
final class WatchedUser {
  private final Set<Watcher> told = new LinkedHashSet<>();
  private final List<Watcher> newcomers = new ArrayList<>();
  private @Nullable State shown;
  private boolean changing;
  private boolean changingTo;
  private long changeDueNanos;
  private @Nullable Long plannedNanos;

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

  /**
   * When a look has to be planned to see whether the change lasted; null when there is no change,
   * or a look is planned by then: one is enough, however often the user flaps.
   */
  @Nullable Long planLook() {
    if (!changing || (plannedNanos != null && plannedNanos - changeDueNanos <= 0)) {
      return null;
    }
    plannedNanos = changeDueNanos;
    return changeDueNanos;
  }

  /** A planned look is taken. */
  void looked(long dueNanos) {
    if (plannedNanos != null && dueNanos - plannedNanos >= 0) {
      plannedNanos = null;
    }
  }

  /**
   * Takes what a look-up found.
   *
   * @param delayNanos how long what was found must last before it is shown, where it differs from
   *     what is shown
   * @param tell is called for each watcher that has to be told, with what
   */
  void found(State state, long nowNanos, long delayNanos, BiConsumer<Watcher, State> tell) {
    var before = shown;
    if (before == null || !isNews(before, state)) {
      changing = false;
      shown = state;
    } else {
      if (!changing || changingTo != state.online()) {
        changing = true;
        changingTo = state.online();
        changeDueNanos = nowNanos + delayNanos;
      }
      if (nowNanos - changeDueNanos >= 0) {
        changing = false;
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

  // The last-seen time of someone who is online moves all the time and interests nobody; that of
  // someone who was here for a moment waits like any other change.
  private static boolean isNews(State before, State now) {
    return now.online() ? !before.online() : !now.equals(before);
  }
}
