package org.plumbline.chaos.checker;

import static org.plumbline.chaos.checker.SlowHistory.facts;
import static org.plumbline.chaos.checker.SlowHistory.said;
import static org.plumbline.chaos.checker.SlowHistory.sameDevice;
import static org.plumbline.chaos.checker.SlowHistory.sameMessage;
import static org.plumbline.chaos.checker.SlowHistory.sameThread;

import java.util.List;
import java.util.Optional;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;
import org.plumbline.chaos.history.Particulars;
import org.plumbline.protocol.MessageId;

/** I3b, I4, I5, I6 and I11 as they read: slow, and hard to get wrong. */
final class SlowOrderCheckers {

  private SlowOrderCheckers() {}

  private static Optional<HistoryEvent> begin(SlowHistory history, HistoryEvent of) {
    return history
        .all(EventType.INVOKE, Operation.SEND)
        .filter(e -> e.message() != null && sameMessage(e, of))
        .findFirst();
  }

  /** I3b: of two messages of a user, the one that ended before the other began stands behind it. */
  static boolean reverses(SlowHistory history) {
    List<HistoryEvent> ended =
        history
            .all(EventType.OK, Operation.SEND)
            .filter(e -> e.message() != null && history.place(e) >= 0)
            .toList();
    for (HistoryEvent end : ended) {
      Optional<HistoryEvent> own = begin(history, end);
      boolean first =
          own.isPresent()
              && history.events.indexOf(own.get()) < history.events.lastIndexOf(end)
              && history
                  .all(EventType.OK, Operation.SEND)
                  .filter(e -> sameMessage(e, end))
                  .filter(e -> history.events.lastIndexOf(e) > history.events.indexOf(own.get()))
                  .findFirst()
                  .orElseThrow()
                  .equals(end);
      if (!first) {
        continue;
      }
      boolean reversed =
          history
              .all(EventType.INVOKE, Operation.SEND)
              .filter(e -> e.message() != null && sameThread(e, end) && !sameMessage(e, end))
              .filter(e -> begin(history, e).orElseThrow().equals(e))
              .filter(e -> e.user().equals(own.get().user()) && history.place(e) >= 0)
              .anyMatch(
                  e -> e.nanos() > end.nanos() && history.place(e) <= history.place(own.get()));
      if (reversed) {
        return true;
      }
    }
    return false;
  }

  /** I5: a look shows less than was acknowledged before it, or than one before showed. */
  static boolean forgets(SlowHistory history) {
    List<HistoryEvent> events = history.inTime();
    for (int i = 0; i < events.size(); i++) {
      HistoryEvent look = events.get(i);
      if (look.operation() != Operation.LOOK || look.type() != EventType.OK) {
        continue;
      }
      HistoryEvent asked = null;
      for (HistoryEvent before : events.subList(0, i)) {
        boolean own =
            before.operation() == Operation.LOOK
                && sameDevice(before, look)
                && sameThread(before, look);
        if (own && before.type() == EventType.INVOKE) {
          asked = before;
        } else if (own && before.type() == EventType.OK && less(look, before)) {
          return true;
        }
      }
      for (HistoryEvent before : events) {
        boolean due =
            asked != null
                && before.operation() == Operation.SEND
                && before.type() == EventType.OK
                && before.user().equals(look.user())
                && sameThread(before, look)
                && before.nanos() < asked.nanos();
        if (due && history.place(before) > facts(look).seq()) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean less(HistoryEvent one, HistoryEvent other) {
    return facts(one).seq() < facts(other).seq();
  }

  /** I11: an id of two messages, or a later message of a node with the lower id. */
  static boolean confusesIds(SlowHistory history) {
    List<HistoryEvent> named =
        history.events.stream()
            .filter(e -> e.type() == EventType.OK && e.message() != null)
            .filter(e -> !facts(e).messageId().isEmpty() && !facts(e).tempId().isEmpty())
            .toList();
    for (HistoryEvent one : named) {
      for (HistoryEvent other : named) {
        boolean sameId = facts(one).messageId().equals(facts(other).messageId());
        if (sameId && !sameMessage(one, other)) {
          return true;
        }
        boolean counts =
            one.operation() == Operation.SEND
                && other.operation() == Operation.SEND
                && isEnded(history, one)
                && isEnded(history, other)
                && one.nanos() < begin(history, other).orElseThrow().nanos();
        if (counts && id(one).node() == id(other).node() && id(one).value() > id(other).value()) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isEnded(SlowHistory history, HistoryEvent event) {
    return begin(history, event)
        .map(begun -> history.events.indexOf(begun) < history.events.lastIndexOf(event))
        .orElse(false);
  }

  private static MessageId id(HistoryEvent event) {
    return MessageId.parse(facts(event).messageId());
  }

  /** I6, without its deadline: a cursor went back, or says more than its user had or told. */
  static boolean lies(SlowHistory history) {
    List<HistoryEvent> events = history.inTime();
    for (int i = 0; i < events.size(); i++) {
      HistoryEvent receipt = events.get(i);
      if (receipt.operation() != Operation.RECEIPT) {
        continue;
      }
      Particulars cursor = said(receipt);
      boolean had = false;
      boolean told = false;
      for (HistoryEvent before : events.subList(0, i)) {
        if (before.message() == null || !sameThread(before, receipt)) {
          continue;
        }
        boolean reaches = history.place(before) >= facts(receipt).seq();
        if (before.operation() == Operation.RECEIPT
            && sameDevice(before, receipt)
            && said(before).about().equals(cursor.about())
            && said(before).state().equals(cursor.state())
            && less(receipt, before)) {
          return true;
        }
        had |= reaches && before.user().equals(cursor.about()) && brings(before);
        told |=
            reaches
                && before.operation() == Operation.CURSOR
                && said(before).about().equals(cursor.about())
                && (said(before).state().equals(cursor.state())
                    || said(before).state().equals(Particulars.READ));
      }
      if (!had || !told) {
        return true;
      }
    }
    return false;
  }

  private static boolean brings(HistoryEvent event) {
    return event.type() == EventType.OK
        && List.of(Operation.RECEIVE, Operation.SHOW, Operation.SEND).contains(event.operation());
  }

  /** I6's deadline: who was there all the while has not seen the last cursor in time. */
  static boolean delays(SlowHistory history, Deadlines deadlines) {
    for (HistoryEvent told : history.all(Operation.CURSOR).toList()) {
      MessageFacts place = facts(told);
      String user = said(told).about();
      long by = told.nanos() + deadlines.receipts().toNanos();
      boolean last =
          history
              .all(Operation.CURSOR)
              .filter(e -> sameThread(e, told) && said(e).about().equals(user))
              .allMatch(
                  e ->
                      facts(e).seq() < place.seq()
                          || (facts(e).seq() == place.seq() && e.nanos() >= told.nanos()));
      if (!last || place.thread().startsWith("g:") || by > history.end()) {
        continue;
      }
      for (String device : List.of("ada/a", "ada/b", "bob/a", "bob/b")) {
        boolean due =
            !device.startsWith(user + "/") && history.throughout(device, true, told.nanos(), by);
        if (due
            && history
                .all(Operation.RECEIPT)
                .filter(e -> e.deviceKey().equals(device) && sameThread(e, told))
                .filter(e -> said(e).about().equals(user) && e.nanos() <= by)
                .noneMatch(e -> facts(e).seq() >= place.seq())) {
          return true;
        }
      }
    }
    return false;
  }
}
