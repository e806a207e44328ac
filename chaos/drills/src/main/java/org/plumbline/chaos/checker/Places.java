package org.plumbline.chaos.checker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;

/** Where messages stand, from whoever told it first: an acknowledgement need not name a place. */
final class Places {

  private final Map<String, Long> seqOf = new HashMap<>();

  private Places() {}

  static Places of(Iterable<HistoryEvent> history) {
    Places places = new Places();
    history.forEach(places::take);
    return places;
  }

  private void take(HistoryEvent event) {
    MessageFacts message = event.message();
    if (message != null
        && event.type() == EventType.OK
        && !message.tempId().isEmpty()
        && message.seq() != HistoryEvent.NO_SEQ) {
      seqOf.putIfAbsent(nameOf(message), message.seq());
    }
  }

  private static String nameOf(MessageFacts message) {
    return message.thread() + " " + message.key();
  }

  /** The place of the message, or {@link HistoryEvent#NO_SEQ} when nobody ever told it. */
  long of(MessageFacts message) {
    return message.seq() != HistoryEvent.NO_SEQ
        ? message.seq()
        : seqOf.getOrDefault(nameOf(message), HistoryEvent.NO_SEQ);
  }

  /** Those events in the order of their times; the file's order is nearly the same. */
  static List<HistoryEvent> inTime(Iterable<HistoryEvent> history, Predicate<HistoryEvent> wanted) {
    List<HistoryEvent> events = new ArrayList<>();
    for (HistoryEvent event : history) {
      if (wanted.test(event)) {
        events.add(event);
      }
    }
    events.sort(Comparator.comparingLong(HistoryEvent::nanos));
    return events;
  }
}
