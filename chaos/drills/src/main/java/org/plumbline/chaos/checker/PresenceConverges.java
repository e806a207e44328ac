package org.plumbline.chaos.checker;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.Operation;
import org.plumbline.chaos.history.Particulars;

/**
 * I7: within the deadline after a user's sockets last changed, every connected device that watches
 * him shows whether he has one, and it does not change its mind until they change again.
 *
 * <p>The truth is when his devices had a session by their own account. Each stretch in which truth,
 * watch and the watcher's socket stand still for longer than the deadline is judged at its deadline
 * and from there on. A user never spoken of counts as offline. Counts: {@code stretches}, {@code
 * wrong_views}, {@code flaps} (a view that changed though the truth did not), {@code view_changes},
 * {@code truth_changes}, and {@code lag_ms_p50}, {@code lag_ms_p99}, {@code lag_ms_max} from a
 * change to the view of it.
 */
public final class PresenceConverges {

  private record Watch(String watcher, String user) {}

  private final Map<Watch, HistoryEvent> watches = new LinkedHashMap<>();
  private final Map<Watch, NavigableMap<Long, HistoryEvent>> views = new HashMap<>();
  private final Map<String, Long> counts = new HashMap<>();
  private final List<Long> lags = new ArrayList<>();
  private final Sessions sessions;
  private final long deadlineNanos;
  private final Witnesses witnesses;

  private PresenceConverges(Iterable<HistoryEvent> history, Deadlines deadlines) {
    this.sessions = Sessions.of(history);
    this.deadlineNanos = deadlines.presence().toNanos();
    this.witnesses = new Witnesses(history);
  }

  /** Judges the history. */
  public static Verdict check(Iterable<HistoryEvent> history, Deadlines deadlines) {
    PresenceConverges checker = new PresenceConverges(history, deadlines);
    history.forEach(checker::take);
    if (checker.watches.isEmpty()) {
      return Verdict.notExercised("No device watched the presence of a user.");
    }
    checker.watches.forEach(checker::judge);
    return checker.verdict();
  }

  private void take(HistoryEvent event) {
    Particulars particulars = event.particulars();
    if (particulars == null) {
      return;
    }
    Watch watch = new Watch(event.deviceKey(), particulars.about());
    if (event.operation() == Operation.WATCH) {
      watches.putIfAbsent(watch, event);
    } else if (event.operation() == Operation.PRESENCE && event.type() == EventType.OK) {
      views.computeIfAbsent(watch, _ -> new TreeMap<>()).put(event.nanos(), event);
    }
  }

  private void judge(Watch watch, HistoryEvent began) {
    NavigableMap<Long, Integer> truth = onOff(sessions.socketsOf(watch.user()));
    NavigableMap<Long, Integer> own = onOff(sessions.socketsOfDevice(watch.watcher()));
    NavigableMap<Long, HistoryEvent> view = views.getOrDefault(watch, new TreeMap<>());
    NavigableMap<Long, Integer> still = new TreeMap<>(truth);
    still.putAll(own);
    still.put(began.nanos(), 0);
    still.put(sessions.endNanos(), 0);
    countChanges(truth.tailMap(began.nanos(), true), view);
    for (Map.Entry<Long, Integer> from = still.ceilingEntry(began.nanos());
        from != null && from.getKey() < sessions.endNanos();
        from = still.higherEntry(from.getKey())) {
      long until = still.higherKey(from.getKey());
      boolean watching = isOn(own, from.getKey());
      if (watching && until - from.getKey() > deadlineNanos) {
        judge(watch, began, view, from.getKey(), until);
      }
      if (watching && truth.containsKey(from.getKey())) {
        lag(view, from.getKey(), until, isOn(truth, from.getKey()));
      }
    }
  }

  private void judge(
      Watch watch,
      HistoryEvent began,
      NavigableMap<Long, HistoryEvent> view,
      long from,
      long until) {
    counts.merge("stretches", 1L, Long::sum);
    boolean online = isOn(onOff(sessions.socketsOf(watch.user())), from);
    String what =
        watch.user()
            + ": "
            + word(online)
            + " for "
            + Witnesses.seconds(until - from)
            + ", and "
            + watch.watcher();
    Map.Entry<Long, HistoryEvent> seen = view.floorEntry(from + deadlineNanos);
    if (isOnline(seen) != online) {
      counts.merge("wrong_views", 1L, Long::sum);
      String showed = " showed him " + word(!online) + " at the deadline";
      witnesses.add(what + showed, seen == null ? began : seen.getValue());
    }
    boolean shown = isOnline(seen);
    for (HistoryEvent later : view.subMap(from + deadlineNanos, false, until, false).values()) {
      if (isOnline(later) != shown) {
        shown = isOnline(later);
        counts.merge("flaps", 1L, Long::sum);
        if (shown != online) {
          witnesses.add(what + " showed him " + word(shown) + " meanwhile", later);
        }
      }
    }
  }

  private void lag(NavigableMap<Long, HistoryEvent> view, long from, long until, boolean online) {
    if (isOnline(view.floorEntry(from)) == online) {
      return;
    }
    for (Map.Entry<Long, HistoryEvent> later : view.subMap(from, false, until, true).entrySet()) {
      if (isOnline(later) == online) {
        lags.add(later.getKey() - from);
        return;
      }
    }
  }

  private void countChanges(
      NavigableMap<Long, Integer> truth, NavigableMap<Long, HistoryEvent> view) {
    counts.merge("truth_changes", (long) truth.size(), Long::sum);
    boolean shown = false;
    for (HistoryEvent each : view.values()) {
      counts.merge("view_changes", isOnline(each) == shown ? 0L : 1L, Long::sum);
      shown = isOnline(each);
    }
  }

  /** Only where the first socket came or the last one went. */
  private static NavigableMap<Long, Integer> onOff(NavigableMap<Long, Integer> sockets) {
    NavigableMap<Long, Integer> changes = new TreeMap<>();
    boolean online = false;
    for (Map.Entry<Long, Integer> each : sockets.entrySet()) {
      if ((each.getValue() > 0) != online) {
        online = !online;
        changes.put(each.getKey(), online ? 1 : 0);
      }
    }
    return changes;
  }

  private static boolean isOn(NavigableMap<Long, Integer> changes, long nanos) {
    Map.Entry<Long, Integer> last = changes.floorEntry(nanos);
    return last != null && last.getValue() > 0;
  }

  private static boolean isOnline(Map.@Nullable Entry<Long, HistoryEvent> seen) {
    return seen != null && isOnline(seen.getValue());
  }

  private static boolean isOnline(HistoryEvent presence) {
    return Objects.requireNonNull(presence.particulars()).state().equals(Particulars.ONLINE);
  }

  private static String word(boolean online) {
    return online ? Particulars.ONLINE : Particulars.OFFLINE;
  }

  private Verdict verdict() {
    long stretches = counts.getOrDefault("stretches", 0L);
    if (stretches == 0) {
      return Verdict.notExercised("No state of a watched user lasted longer than the deadline.");
    }
    if (!lags.isEmpty()) {
      Collections.sort(lags);
      counts.put("lag_ms_p50", lagMillis(0.5));
      counts.put("lag_ms_p99", lagMillis(0.99));
      counts.put("lag_ms_max", lagMillis(1));
    }
    return Verdict.of(
        witnesses,
        counts.getOrDefault("wrong_views", 0L)
            + " views were wrong at their deadline, and "
            + counts.getOrDefault("flaps", 0L)
            + " changed though nothing had.",
        "",
        "All " + stretches + " lasting states of watched users were shown in time.",
        counts);
  }

  private long lagMillis(double quantile) {
    int rank = Math.max(0, (int) Math.ceil(quantile * lags.size()) - 1);
    return lags.get(rank) / 1_000_000;
  }
}
