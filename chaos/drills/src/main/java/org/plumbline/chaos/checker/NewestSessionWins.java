package org.plumbline.chaos.checker;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;

/**
 * I13: each session of a device has an epoch of its own, and one client's epochs rise; once a newer
 * session was welcomed, nothing sent in an older one is accepted, and within the deadline the older
 * one is over.
 *
 * <p>A message sent in an older session counts as accepted there when that session's own
 * acknowledgement came. Counts: {@code sessions}, {@code replaced}, {@code epochs_shared}, {@code
 * epochs_fallen}, {@code accepted_from_older}, {@code left_open}, {@code delivered_to_older} (a
 * message that was sent after the newer welcome; allowed, since a frame may be under way).
 */
public final class NewestSessionWins {

  private final Map<String, NavigableMap<Long, HistoryEvent>> sessions = new LinkedHashMap<>();
  private final Map<String, NavigableMap<Long, HistoryEvent>> earliestFrom = new HashMap<>();
  private final Map<String, HistoryEvent> ended = new HashMap<>();
  private final Map<String, HistoryEvent> lastOfClient = new HashMap<>();
  private final Map<String, HistoryEvent> invoked = new HashMap<>();
  private final Map<String, Long> counts = new HashMap<>();
  private final long deadlineNanos;
  private final Witnesses witnesses;
  private long endNanos = Long.MIN_VALUE;

  private NewestSessionWins(Iterable<HistoryEvent> history, Deadlines deadlines) {
    this.deadlineNanos = deadlines.fencing().toNanos();
    this.witnesses = new Witnesses(history);
  }

  /** Judges the history. */
  public static Verdict check(Iterable<HistoryEvent> history, Deadlines deadlines) {
    NewestSessionWins checker = new NewestSessionWins(history, deadlines);
    history.forEach(checker::learn);
    if (checker.sessions.values().stream().allMatch(each -> each.size() < 2)
        && !checker.counts.containsKey("epochs_shared")) {
      return Verdict.notExercised("No device had a second session whose epoch is known.");
    }
    checker.sessions.forEach(checker::findEarliest);
    history.forEach(checker::judge);
    checker.sessions.values().forEach(checker::judgeEnds);
    return checker.verdict();
  }

  private void learn(HistoryEvent event) {
    endNanos = Math.max(endNanos, event.nanos());
    if (event.epoch() == HistoryEvent.NO_EPOCH) {
      return;
    }
    if (event.operation() == Operation.DISCONNECT) {
      ended.put(session(event), event);
    } else if (event.operation() == Operation.CONNECT && event.type() == EventType.OK) {
      counts.merge("sessions", 1L, Long::sum);
      NavigableMap<Long, HistoryEvent> ofDevice =
          sessions.computeIfAbsent(event.deviceKey(), _ -> new TreeMap<>());
      HistoryEvent other = ofDevice.putIfAbsent(event.epoch(), event);
      if (other != null) {
        breach("epochs_shared", event, "two sessions with epoch " + event.epoch(), other, event);
      }
      HistoryEvent before = lastOfClient.put(event.process() + " " + event.deviceKey(), event);
      if (before != null && before.epoch() > event.epoch()) {
        String what = "epoch " + event.epoch() + " after " + before.epoch();
        breach("epochs_fallen", event, what, before, event);
      }
    }
  }

  /** For each epoch, which session of it or a newer one was welcomed first. */
  private void findEarliest(String device, NavigableMap<Long, HistoryEvent> ofDevice) {
    NavigableMap<Long, HistoryEvent> earliest = new TreeMap<>();
    HistoryEvent first = null;
    for (HistoryEvent each : ofDevice.descendingMap().values()) {
      first = first == null || each.nanos() < first.nanos() ? each : first;
      earliest.put(each.epoch(), first);
    }
    earliestFrom.put(device, earliest);
  }

  private void judge(HistoryEvent event) {
    MessageFacts message = event.message();
    if (message == null || event.epoch() == HistoryEvent.NO_EPOCH) {
      return;
    }
    if (event.operation() == Operation.SEND && event.type() == EventType.INVOKE) {
      invoked.putIfAbsent(message.key(), event);
    }
    HistoryEvent sending = invoked.get(message.key());
    if (event.type() != EventType.OK || sending == null) {
      return;
    }
    HistoryEvent newer = newerThan(event, sending.nanos());
    if (newer != null && event.operation() == Operation.SEND) {
      String what = Witnesses.of(message) + " accepted in epoch " + event.epoch();
      breach("accepted_from_older", event, what, newer, sending, event);
    } else if (newer != null && event.operation() == Operation.RECEIVE) {
      counts.merge("delivered_to_older", 1L, Long::sum);
    }
  }

  /** A newer session of the event's device that was welcomed before that time. */
  private @Nullable HistoryEvent newerThan(HistoryEvent event, long nanos) {
    Map.Entry<Long, HistoryEvent> next =
        earliestFrom.getOrDefault(event.deviceKey(), new TreeMap<>()).higherEntry(event.epoch());
    return next == null || next.getValue().nanos() >= nanos ? null : next.getValue();
  }

  private void judgeEnds(NavigableMap<Long, HistoryEvent> ofDevice) {
    for (HistoryEvent older : ofDevice.values()) {
      Map.Entry<Long, HistoryEvent> next =
          Objects.requireNonNull(earliestFrom.get(older.deviceKey())).higherEntry(older.epoch());
      if (next == null) {
        continue;
      }
      HistoryEvent newer = next.getValue();
      counts.merge("replaced", 1L, Long::sum);
      long by = newer.nanos() + deadlineNanos;
      HistoryEvent end = ended.get(session(older));
      if (by <= endNanos && (end == null || end.nanos() > by)) {
        String what = "the session of epoch " + older.epoch() + " went on beside a newer one";
        breach("left_open", older, what, older, newer);
      }
    }
  }

  private static String session(HistoryEvent event) {
    return event.deviceKey() + " " + event.epoch();
  }

  private void breach(String count, HistoryEvent at, String what, HistoryEvent... seen) {
    counts.merge(count, 1L, Long::sum);
    witnesses.add("device " + at.deviceKey() + ": " + what, seen);
  }

  private Verdict verdict() {
    return Verdict.of(
        witnesses,
        (counts.getOrDefault("epochs_shared", 0L) + counts.getOrDefault("epochs_fallen", 0L))
            + " epochs did not rise, "
            + counts.getOrDefault("accepted_from_older", 0L)
            + " messages were accepted from an older session, "
            + counts.getOrDefault("left_open", 0L)
            + " older sessions went on.",
        "",
        counts.getOrDefault("replaced", 0L)
            + " sessions were followed by a newer one, and none was heard after that.",
        counts);
  }
}
