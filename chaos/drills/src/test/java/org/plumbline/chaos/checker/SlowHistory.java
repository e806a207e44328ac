package org.plumbline.chaos.checker;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;
import org.plumbline.chaos.history.Particulars;

/** Questions to a history, each answered by looking through all of it. */
final class SlowHistory {

  final List<HistoryEvent> events;

  private final List<HistoryEvent> inTime;
  private final List<HistoryEvent> changesOfSockets;
  private final List<HistoryEvent> changes;

  SlowHistory(List<HistoryEvent> events) {
    this.events = events;
    this.inTime = events.stream().sorted(Comparator.comparingLong(HistoryEvent::nanos)).toList();
    this.changesOfSockets =
        inTime.stream()
            .filter(
                e -> e.operation() == Operation.CONNECT || e.operation() == Operation.DISCONNECT)
            .toList();
    this.changes = events.stream().filter(SlowHistory::isChange).toList();
  }

  static MessageFacts facts(HistoryEvent event) {
    return Objects.requireNonNull(event.message());
  }

  static Particulars said(HistoryEvent event) {
    return Objects.requireNonNull(event.particulars());
  }

  Stream<HistoryEvent> all(Operation operation) {
    return events.stream().filter(event -> event.operation() == operation);
  }

  Stream<HistoryEvent> all(EventType type, Operation operation) {
    return all(operation).filter(event -> event.type() == type);
  }

  List<HistoryEvent> inTime() {
    return inTime;
  }

  static boolean sameThread(HistoryEvent one, HistoryEvent other) {
    return facts(one).thread().equals(facts(other).thread());
  }

  static boolean sameMessage(HistoryEvent one, HistoryEvent other) {
    return sameThread(one, other) && facts(one).key().equals(facts(other).key());
  }

  static boolean sameDevice(HistoryEvent one, HistoryEvent other) {
    return one.deviceKey().equals(other.deviceKey());
  }

  /** The place that was told first of an event's message, or the event's own. */
  long place(HistoryEvent event) {
    if (facts(event).seq() >= 0) {
      return facts(event).seq();
    }
    return events.stream()
        .filter(e -> e.message() != null && e.type() == EventType.OK)
        .filter(e -> facts(e).seq() >= 0 && !facts(e).tempId().isEmpty())
        .filter(e -> sameMessage(e, event))
        .map(e -> facts(e).seq())
        .findFirst()
        .orElse(-1L);
  }

  long end() {
    return events.stream().mapToLong(HistoryEvent::nanos).max().orElse(Long.MIN_VALUE);
  }

  /** Whether a device of the user, or the one device, has a session at that time. */
  boolean online(String who, long nanos) {
    long sockets = 0;
    for (HistoryEvent event : changesOfSockets) {
      boolean his = event.deviceKey().equals(who) || event.user().equals(who);
      if (event.nanos() > nanos || !his) {
        continue;
      }
      if (event.operation() == Operation.CONNECT && event.type() == EventType.OK) {
        sockets++;
      } else if (event.operation() == Operation.DISCONNECT) {
        sockets = Math.max(0, sockets - 1);
      }
    }
    return sockets > 0;
  }

  /** Whether that is so at every moment of the interval. */
  boolean throughout(String who, boolean online, long from, long to) {
    return online(who, from) == online
        && changesOfSockets.stream()
            .mapToLong(HistoryEvent::nanos)
            .filter(nanos -> nanos > from && nanos <= to)
            .allMatch(nanos -> online(who, nanos) == online);
  }

  static boolean isChange(HistoryEvent event) {
    return event.type() == EventType.OK
        && event.particulars() != null
        && event.message() != null
        && List.of(Operation.CHANGE, Operation.RECEIVE, Operation.SHOW, Operation.READ)
            .contains(event.operation());
  }

  private List<HistoryEvent> changesOf(String thread, String user) {
    return changes.stream()
        .filter(e -> facts(e).thread().equals(thread) && facts(e).seq() >= 0)
        .filter(e -> !said(e).state().equals(Particulars.CHANGED))
        .filter(e -> said(e).users().contains(user))
        .toList();
  }

  boolean isMember(String thread, String user, long at) {
    long last = Long.MIN_VALUE;
    boolean member = false;
    for (HistoryEvent change : changesOf(thread, user)) {
      long seq = facts(change).seq();
      if (seq <= at && seq >= last) {
        last = seq;
        member = said(change).state().equals(Particulars.ADDED);
      }
    }
    return member;
  }

  boolean sees(String thread, String user, long seq) {
    if (thread.startsWith("d:")) {
      return List.of(thread.split(":", -1)).indexOf(user) > 0;
    }
    boolean leavesHere =
        changesOf(thread, user).stream().anyMatch(change -> facts(change).seq() == seq);
    return isMember(thread, user, seq) || (leavesHere && isMember(thread, user, seq - 1));
  }

  boolean knows(String thread) {
    return thread.startsWith("d:")
        || changes.stream()
            .filter(e -> facts(e).seq() >= 0)
            .filter(e -> !said(e).state().equals(Particulars.CHANGED))
            .anyMatch(e -> facts(e).thread().equals(thread));
  }
}
