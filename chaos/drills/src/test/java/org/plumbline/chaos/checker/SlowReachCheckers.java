package org.plumbline.chaos.checker;

import static org.plumbline.chaos.checker.SlowHistory.facts;
import static org.plumbline.chaos.checker.SlowHistory.isChange;
import static org.plumbline.chaos.checker.SlowHistory.said;
import static org.plumbline.chaos.checker.SlowHistory.sameDevice;
import static org.plumbline.chaos.checker.SlowHistory.sameMessage;
import static org.plumbline.chaos.checker.SlowHistory.sameThread;

import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.Operation;
import org.plumbline.chaos.history.Particulars;

/** I4, I8, I9 and I10 as they read: who has to have what, and who must not. */
final class SlowReachCheckers {

  private static final EventType OK = EventType.OK;

  private SlowReachCheckers() {}

  /** I4: something lies between a shown message and what its device had before. */
  static boolean skips(SlowHistory history) {
    List<HistoryEvent> events = history.events;
    for (int i = 0; i < events.size(); i++) {
      HistoryEvent show = events.get(i);
      boolean linked = show.operation() == Operation.SHOW && facts(show).prev() >= -1;
      if (linked && show.type() == OK) {
        long reached = reached(events.subList(0, i), show);
        if (lacks(history, show, show, facts(show).prev(), reached)) {
          return true;
        }
      }
    }
    return history.all(Operation.FINAL_SYNC).anyMatch(sync -> endsEarly(history, sync));
  }

  private static boolean endsEarly(SlowHistory history, HistoryEvent sync) {
    HistoryEvent lastSync =
        history
            .all(OK, Operation.FINAL_SYNC)
            .filter(e -> sameDevice(e, sync))
            .reduce((_, later) -> later)
            .orElse(null);
    for (HistoryEvent read : history.all(OK, Operation.READ).toList()) {
      boolean last =
          history.all(OK, Operation.READ).noneMatch(e -> sameThread(e, read) && above(e, read));
      boolean whole =
          history
              .all(Operation.FINAL_READ)
              .filter(e -> sameThread(e, read))
              .reduce((_, later) -> later)
              .map(e -> e.type() == OK)
              .orElse(false);
      if (lastSync != null
          && last
          && whole
          && history.sees(facts(read).thread(), sync.user(), facts(read).seq())) {
        HistoryEvent there = Altered.device(read, sync.deviceKey());
        long reached = reached(history.events, there);
        if (lacks(history, there, read, facts(read).seq(), reached)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean above(HistoryEvent one, HistoryEvent other) {
    return facts(one).seq() > facts(other).seq();
  }

  private static long reached(List<HistoryEvent> before, HistoryEvent at) {
    return before.stream()
        .filter(e -> isShow(e) || e.operation() == Operation.GAP)
        .filter(e -> sameDevice(e, at) && sameThread(e, at))
        .mapToLong(e -> facts(e).seq())
        .max()
        .orElse(-1);
  }

  private static boolean isShow(HistoryEvent event) {
    return event.operation() == Operation.SHOW && event.type() == OK;
  }

  private static boolean lacks(
      SlowHistory history, HistoryEvent at, HistoryEvent thread, long place, long reached) {
    long seq = place;
    while (seq > reached) {
      long wanted = seq;
      List<HistoryEvent> told =
          history.events.stream()
              .filter(e -> e.message() != null && e.type() == OK && sameThread(e, thread))
              .filter(e -> !facts(e).tempId().isEmpty() && history.place(e) == wanted)
              .toList();
      boolean own =
          !told.isEmpty()
              && history
                  .all(EventType.INVOKE, Operation.SEND)
                  .filter(e -> facts(e).key().equals(facts(told.getFirst()).key()))
                  .findFirst()
                  .map(e -> sameDevice(e, at))
                  .orElse(false);
      if (!own) {
        String name = facts(thread).thread();
        return !history.knows(name) || history.sees(name, at.user(), seq);
      }
      long prev =
          told.stream().mapToLong(e -> facts(e).prev()).filter(p -> p > -2).findFirst().orElse(-2);
      seq = prev < seq ? prev : -1;
    }
    return false;
  }

  /** I8: told outside of his time, or not told within it; or a change that is not one. */
  static boolean mixesMembers(SlowHistory history) {
    List<HistoryEvent> groups =
        history.events.stream()
            .filter(e -> e.message() != null && facts(e).thread().startsWith("g:"))
            .toList();
    for (HistoryEvent event : groups) {
      boolean tells =
          event.operation() == Operation.PUSH
              || (event.type() == OK
                  && List.of(Operation.RECEIVE, Operation.SHOW, Operation.READ, Operation.PAGE)
                      .contains(event.operation()));
      if (tells && facts(event).seq() >= 0 && history.knows(facts(event).thread())) {
        String thread = facts(event).thread();
        long seq = facts(event).seq();
        if (!history.sees(thread, event.user(), seq)
            || !history.sees(thread, facts(event).sender(), seq)
            || groups.stream()
                .anyMatch(
                    e ->
                        e.operation() == Operation.CHANGE
                            && e.type() == EventType.FAIL
                            && facts(e).key().equals(facts(event).key()))
            || sentAfterRemoval(history, event)) {
          return true;
        }
      }
      if (isChange(event)
          && groups.stream()
              .filter(SlowHistory::isChange)
              .filter(e -> sameMessage(e, event))
              .anyMatch(e -> !sameChange(said(e), said(event)))) {
        return true;
      }
    }
    return groups.stream()
        .filter(e -> e.operation() == Operation.READ)
        .anyMatch(
            read -> isNotTold(history, read, sync -> !facts(read).sender().equals(sync.user())));
  }

  private static boolean sameChange(Particulars one, Particulars other) {
    return one.state().equals(other.state())
        && new HashSet<>(one.users()).equals(new HashSet<>(other.users()));
  }

  private static boolean sentAfterRemoval(SlowHistory history, HistoryEvent told) {
    List<HistoryEvent> changes =
        history.inTime().stream()
            .filter(e -> e.operation() == Operation.CHANGE && e.type() == OK)
            .filter(e -> sameThread(e, told) && said(e).users().contains(told.user()))
            .toList();
    return !changes.isEmpty()
        && said(changes.getLast()).state().equals(Particulars.REMOVED)
        && history.inTime().stream()
            .filter(e -> e.operation() == Operation.SEND && e.type() == EventType.INVOKE)
            .filter(e -> sameMessage(e, told))
            .findFirst()
            .map(e -> e.nanos() > changes.getLast().nanos())
            .orElse(false);
  }

  private static boolean isNotTold(
      SlowHistory history, HistoryEvent read, Predicate<HistoryEvent> counts) {
    return history
        .all(OK, Operation.FINAL_SYNC)
        .filter(counts)
        .filter(sync -> history.sees(facts(read).thread(), sync.user(), facts(read).seq()))
        .anyMatch(
            sync ->
                history.events.stream()
                    .filter(e -> e.message() != null && sameThread(e, read))
                    .filter(e -> sameDevice(e, sync))
                    .filter(e -> e.operation() == Operation.SHOW || e.operation() == Operation.SEND)
                    .noneMatch(e -> e.type() == OK && history.place(e) == facts(read).seq()));
  }

  /** I10: the history and what was shown differ, or one reading from another. */
  static boolean differs(SlowHistory history) {
    for (HistoryEvent end : history.all(OK, Operation.FINAL_READ).toList()) {
      List<HistoryEvent> read = reading(history, end, Operation.READ, -1);
      if (read.stream()
          .anyMatch(r -> isNotTold(history, r, sync -> !facts(r).sender().equals(sync.user())))) {
        return true;
      }
      for (HistoryEvent shown : history.events) {
        boolean counts =
            shown.type() == OK
                && (shown.operation() == Operation.SHOW || shown.operation() == Operation.SEND)
                && sameThread(shown, end)
                && history.all(OK, Operation.FINAL_SYNC).anyMatch(e -> sameDevice(e, shown))
                && takesPart(history, end, shown.user());
        long seq = counts ? history.place(shown) : 0;
        if (counts
            && (seq < 0 || history.sees(facts(end).thread(), end.user(), seq))
            && read.stream().noneMatch(r -> facts(r).seq() == seq)) {
          return true;
        }
      }
      for (HistoryEvent paged : history.all(OK, Operation.PAGED).toList()) {
        if (sameThread(paged, end)
            && !texts(reading(history, paged, Operation.PAGE, said(paged).amount()))
                .equals(texts(read))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean takesPart(SlowHistory history, HistoryEvent end, String user) {
    return history.sees(facts(end).thread(), user, 0)
        || history.events.stream()
            .filter(SlowHistory::isChange)
            .filter(e -> sameThread(e, end) && facts(e).seq() >= 0)
            .anyMatch(e -> said(e).users().contains(user));
  }

  private static List<HistoryEvent> reading(
      SlowHistory history, HistoryEvent end, Operation operation, long size) {
    return history
        .all(operation)
        .filter(e -> sameThread(e, end) && e.user().equals(end.user()))
        .filter(e -> size < 0 || said(e).amount() == size)
        .toList();
  }

  private static List<String> texts(List<HistoryEvent> messages) {
    return messages.stream()
        .map(e -> facts(e).seq() + " " + facts(e).messageId() + " " + facts(e).hash())
        .toList();
  }

  /** I9: a push that was due did not come, or one came that should not have. */
  static boolean mispushes(SlowHistory history, Deadlines deadlines) {
    long detection = deadlines.detection().toNanos();
    for (HistoryEvent end : history.all(OK, Operation.SEND).toList()) {
      HistoryEvent begun = begun(history, end);
      if (begun == null) {
        continue;
      }
      long seq = history.place(end);
      long by = end.nanos() + detection + deadlines.push().toNanos();
      for (HistoryEvent device : history.all(OK, Operation.REGISTER).toList()) {
        boolean due =
            seq >= 0
                && by <= history.end()
                && device.nanos() <= begun.nanos() - detection
                && !device.user().equals(facts(end).sender())
                && history.sees(facts(end).thread(), device.user(), seq)
                && history.throughout(device.user(), false, begun.nanos() - detection, by);
        if (due
            && history
                .all(Operation.PUSH)
                .filter(e -> sameDevice(e, device) && sameThread(e, end))
                .filter(e -> e.nanos() >= begun.nanos() && e.nanos() <= by)
                .noneMatch(e -> facts(e).seq() >= seq)) {
          return true;
        }
      }
    }
    return history.all(Operation.PUSH).anyMatch(push -> isWrong(history, push, detection));
  }

  private static @Nullable HistoryEvent begun(SlowHistory history, HistoryEvent of) {
    return history.inTime().stream()
        .filter(e -> e.operation() == Operation.SEND && e.type() == EventType.INVOKE)
        .filter(e -> facts(e).key().equals(facts(of).key()))
        .findFirst()
        .orElse(null);
  }

  private static boolean isWrong(SlowHistory history, HistoryEvent push, long detection) {
    String thread = facts(push).thread();
    long seq = facts(push).seq();
    HistoryEvent sending =
        history.inTime().stream()
            .filter(e -> e.operation() == Operation.SEND && sameThread(e, push))
            .filter(e -> history.place(e) == seq)
            .findFirst()
            .orElse(null);
    if ((sending != null && sending.user().equals(push.user()))
        || !history.sees(thread, push.user(), seq)) {
      return true;
    }
    boolean twice =
        history
            .all(Operation.PUSH)
            .filter(e -> sameDevice(e, push) && sameThread(e, push) && facts(e).seq() == seq)
            .anyMatch(e -> !said(e).about().equals(said(push).about()));
    HistoryEvent begun = sending == null ? null : begun(history, sending);
    boolean has =
        history.inTime().stream()
            .filter(e -> e.operation() == Operation.CURSOR && sameThread(e, push))
            .filter(e -> sameDevice(e, push) && e.nanos() <= push.nanos() - detection)
            .reduce((_, later) -> later)
            .map(e -> facts(e).seq() >= seq)
            .orElse(false);
    return twice
        || (begun != null
            && has
            && history.throughout(push.deviceKey(), true, begun.nanos() - detection, push.nanos()));
  }
}
