package org.plumbline.chaos.checker;

import java.util.List;
import java.util.Objects;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;

/** The invariants as they read, by looking at every pair of events: slow, and hard to get wrong. */
final class SlowCheckers {

  private SlowCheckers() {}

  private static MessageFacts facts(HistoryEvent event) {
    return Objects.requireNonNull(event.message());
  }

  private static boolean is(HistoryEvent event, EventType type, Operation... operations) {
    return event.type() == type
        && event.message() != null
        && List.of(operations).contains(event.operation());
  }

  private static boolean isSeen(HistoryEvent event) {
    return event.message() != null
        && List.of(Operation.RECEIVE, Operation.SHOW, Operation.READ).contains(event.operation());
  }

  /** Whether something known is missing, or something foreign was seen. */
  static boolean loses(List<HistoryEvent> history) {
    boolean read = history.stream().anyMatch(e -> is(e, EventType.OK, Operation.FINAL_READ));
    for (HistoryEvent known : history) {
      if (!is(known, EventType.OK, Operation.SEND) && !isSeen(known)) {
        continue;
      }
      String key = facts(known).key();
      if (read
          && history.stream()
              .noneMatch(e -> hasOperation(e, Operation.READ) && facts(e).key().equals(key))) {
        return true;
      }
      for (HistoryEvent sync : history) {
        boolean eligible =
            sync.operation() == Operation.FINAL_SYNC
                && sync.type() == EventType.OK
                && facts(known).thread().contains(":" + sync.user());
        if (eligible
            && history.stream()
                .noneMatch(
                    e ->
                        (hasOperation(e, Operation.SHOW) || isSend(e, EventType.OK, key))
                            && e.deviceKey().equals(sync.deviceKey())
                            && facts(e).key().equals(key))) {
          return true;
        }
      }
      if (isSeen(known)
          && (history.stream().noneMatch(e -> isSend(e, EventType.INVOKE, key))
              || history.stream().anyMatch(e -> isSend(e, EventType.FAIL, key)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasOperation(HistoryEvent event, Operation operation) {
    return event.operation() == operation && event.message() != null;
  }

  private static boolean isSend(HistoryEvent event, EventType type, String key) {
    return is(event, type, Operation.SEND) && facts(event).key().equals(key);
  }

  /** Whether anything is there twice, or a name or content is ambiguous. */
  static boolean duplicates(List<HistoryEvent> history) {
    for (int i = 0; i < history.size(); i++) {
      for (int j = i + 1; j < history.size(); j++) {
        HistoryEvent one = history.get(i);
        HistoryEvent other = history.get(j);
        if (one.message() == null
            || other.message() == null
            || one.type() != EventType.OK
            || other.type() != EventType.OK) {
          continue;
        }
        MessageFacts first = facts(one);
        MessageFacts second = facts(other);
        boolean samePlace =
            one.operation() == other.operation()
                && (one.operation() == Operation.READ
                    || (one.operation() == Operation.SHOW
                        && one.deviceKey().equals(other.deviceKey())));
        boolean sameKey = first.key().equals(second.key());
        boolean sameId = first.messageId().equals(second.messageId());
        if (samePlace && (sameKey || sameId)) {
          return true;
        }
        boolean named = !first.messageId().isEmpty() && !second.messageId().isEmpty();
        if (named && sameKey != sameId) {
          return true;
        }
        if (named
            && sameId
            && !first.hash().isEmpty()
            && !second.hash().isEmpty()
            && !first.hash().equals(second.hash())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether two events disagree about a place, or a list falls. */
  static boolean disorders(List<HistoryEvent> history) {
    List<HistoryEvent> placed =
        history.stream()
            .filter(e -> e.type() == EventType.OK && e.message() != null)
            .filter(e -> facts(e).seq() >= 0 && !facts(e).messageId().isEmpty())
            .toList();
    for (int i = 0; i < placed.size(); i++) {
      for (int j = i + 1; j < placed.size(); j++) {
        HistoryEvent one = placed.get(i);
        HistoryEvent other = placed.get(j);
        boolean sameSeq = facts(one).seq() == facts(other).seq();
        boolean sameId = facts(one).messageId().equals(facts(other).messageId());
        if (sameSeq != sameId) {
          return true;
        }
        boolean sameList =
            one.operation() == other.operation()
                && (one.operation() == Operation.SHOW || one.operation() == Operation.READ)
                && one.deviceKey().equals(other.deviceKey());
        if (sameList && facts(one).seq() >= facts(other).seq()) {
          return true;
        }
      }
    }
    return false;
  }
}
