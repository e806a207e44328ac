package org.plumbline.chaos.checker;

import static org.plumbline.chaos.checker.SlowHistory.facts;
import static org.plumbline.chaos.checker.SlowHistory.said;
import static org.plumbline.chaos.checker.SlowHistory.sameDevice;

import java.util.List;
import java.util.stream.LongStream;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.Operation;
import org.plumbline.chaos.history.Particulars;

/** I7, I12 and I13 as they read. */
final class SlowSessionCheckers {

  private static final EventType OK = EventType.OK;
  private static final long SLOW = 1013;

  private SlowSessionCheckers() {}

  /** I7: a view is wrong though nothing has changed for longer than the deadline. */
  static boolean misshows(SlowHistory history, Deadlines deadlines) {
    long deadline = deadlines.presence().toNanos();
    for (HistoryEvent watch : history.all(Operation.WATCH).toList()) {
      String user = said(watch).about();
      long[] moments =
          LongStream.concat(
                  LongStream.of(watch.nanos(), history.end()),
                  history.events.stream()
                      .filter(
                          e ->
                              e.operation() == Operation.CONNECT
                                  || e.operation() == Operation.DISCONNECT)
                      .mapToLong(HistoryEvent::nanos)
                      .filter(
                          nanos ->
                              history.online(user, nanos) != history.online(user, nanos - 1)
                                  || history.online(watch.deviceKey(), nanos)
                                      != history.online(watch.deviceKey(), nanos - 1)))
              .filter(nanos -> nanos >= watch.nanos())
              .sorted()
              .distinct()
              .toArray();
      for (int i = 0; i + 1 < moments.length; i++) {
        long from = moments[i];
        long until = moments[i + 1];
        boolean judged = until - from > deadline && history.online(watch.deviceKey(), from);
        if (judged && isWrong(history, watch, from, deadline, until)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isWrong(
      SlowHistory history, HistoryEvent watch, long from, long deadline, long until) {
    boolean truth = history.online(said(watch).about(), from);
    List<HistoryEvent> views =
        history.inTime().stream()
            .filter(e -> e.operation() == Operation.PRESENCE && e.type() == OK)
            .filter(e -> sameDevice(e, watch) && said(e).about().equals(said(watch).about()))
            .toList();
    boolean shown =
        views.stream()
            .filter(e -> e.nanos() <= from + deadline)
            .reduce((_, later) -> later)
            .map(SlowSessionCheckers::isOnline)
            .orElse(false);
    return shown != truth
        || views.stream()
            .filter(e -> e.nanos() > from + deadline && e.nanos() < until)
            .anyMatch(e -> isOnline(e) != truth);
  }

  private static boolean isOnline(HistoryEvent event) {
    return said(event).state().equals(Particulars.ONLINE);
  }

  /** I12: more in a queue than may be, or a slow device that never synced again. */
  static boolean overflows(SlowHistory history) {
    return history
            .all(Operation.QUEUE)
            .anyMatch(e -> said(e).limit() < 0 || said(e).amount() > said(e).limit())
        || history
            .all(Operation.DISCONNECT)
            .filter(e -> said(e).amount() == SLOW)
            .anyMatch(
                e ->
                    history.events.stream()
                        .filter(later -> sameDevice(later, e) && later.nanos() > e.nanos())
                        .filter(later -> later.type() == OK)
                        .noneMatch(
                            later ->
                                later.operation() == Operation.RESYNC
                                    || later.operation() == Operation.FINAL_SYNC));
  }

  /** I13: epochs that do not rise, an older session that is heard, or goes on. */
  static boolean forks(SlowHistory history, Deadlines deadlines) {
    List<HistoryEvent> welcomes =
        history.all(OK, Operation.CONNECT).filter(e -> e.epoch() >= 0).toList();
    for (int i = 0; i < welcomes.size(); i++) {
      for (int j = 0; j < i; j++) {
        HistoryEvent later = welcomes.get(i);
        HistoryEvent earlier = welcomes.get(j);
        if (sameDevice(later, earlier)) {
          boolean next =
              welcomes.subList(j + 1, i).stream()
                  .noneMatch(e -> sameDevice(e, later) && e.process() == later.process());
          boolean oneClient = later.process() == earlier.process() && next;
          if (later.epoch() == earlier.epoch() || (oneClient && later.epoch() < earlier.epoch())) {
            return true;
          }
        }
      }
    }
    boolean accepted =
        history
            .all(OK, Operation.SEND)
            .filter(e -> e.epoch() >= 0)
            .anyMatch(e -> isFromOlder(history, welcomes, e));
    return accepted
        || welcomes.stream()
            .anyMatch(e -> goesOn(history, welcomes, e, deadlines.fencing().toNanos()));
  }

  private static boolean isFromOlder(
      SlowHistory history, List<HistoryEvent> welcomes, HistoryEvent end) {
    return history.events.subList(0, history.events.lastIndexOf(end)).stream()
        .filter(e -> e.operation() == Operation.SEND && e.type() == EventType.INVOKE)
        .filter(e -> e.epoch() >= 0 && facts(e).key().equals(facts(end).key()))
        .findFirst()
        .map(
            begun ->
                welcomes.stream()
                    .filter(e -> sameDevice(e, end) && e.epoch() > end.epoch())
                    .anyMatch(e -> e.nanos() < begun.nanos()))
        .orElse(false);
  }

  private static boolean goesOn(
      SlowHistory history, List<HistoryEvent> welcomes, HistoryEvent older, long deadline) {
    long by =
        welcomes.stream()
                .filter(e -> sameDevice(e, older) && e.epoch() > older.epoch())
                .mapToLong(HistoryEvent::nanos)
                .min()
                .orElse(Long.MAX_VALUE - deadline)
            + deadline;
    return by <= history.end()
        && history
            .all(Operation.DISCONNECT)
            .filter(e -> sameDevice(e, older) && e.epoch() == older.epoch())
            .reduce((_, later) -> later)
            .map(e -> e.nanos() > by)
            .orElse(true);
  }
}
