package org.plumbline.chaos.checker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;

/**
 * I3: one order for all devices. Over acknowledgements, deliveries and history, a place in a thread
 * belongs to one message and a message to one place; and what each device shows, and what the
 * history gives, strictly rises.
 *
 * <p>Counts: {@code places_taken_twice}, {@code messages_in_two_places}, {@code falling}.
 */
public final class SameOrder {

  private final Map<String, String> messageAt = new HashMap<>();
  private final Map<String, String> placeOf = new HashMap<>();
  private final Map<String, Long> lastOf = new HashMap<>();
  private final Witnesses witnesses = new Witnesses();
  private long shows;
  private long takenTwice;
  private long twoPlaces;
  private long falling;

  private SameOrder() {}

  /** Judges the history. */
  public static Verdict check(Iterable<HistoryEvent> history) {
    SameOrder checker = new SameOrder();
    history.forEach(checker::take);
    return checker.verdict();
  }

  private void take(HistoryEvent event) {
    MessageFacts message = event.message();
    if (message == null
        || event.type() != EventType.OK
        || message.seq() == HistoryEvent.NO_SEQ
        || message.messageId().isEmpty()) {
      return;
    }
    String place = message.thread() + " " + message.seq();
    String other = messageAt.putIfAbsent(place, message.messageId());
    if (other != null && !other.equals(message.messageId())) {
      takenTwice++;
      witnesses.add(
          Witnesses.of(message) + ": the same place as id " + other + ", at " + event.deviceKey());
    }
    String before = placeOf.putIfAbsent(message.messageId(), place);
    if (before != null && !before.equals(place)) {
      twoPlaces++;
      witnesses.add(
          Witnesses.of(message) + ": stood at " + before + " before, at " + event.deviceKey());
    }
    if (event.operation() == Operation.SHOW) {
      shows++;
      rising("shown by " + event.deviceKey(), event, message);
    } else if (event.operation() == Operation.READ) {
      rising("read by " + event.deviceKey(), event, message);
    }
  }

  private void rising(String list, HistoryEvent event, MessageFacts message) {
    Long last = lastOf.put(list + " " + message.thread(), message.seq());
    if (last != null && last >= message.seq()) {
      falling++;
      witnesses.add(
          Witnesses.of(message)
              + ": "
              + list
              + " after seq "
              + last
              + " at "
              + Witnesses.seconds(event.nanos()));
    }
  }

  private Verdict verdict() {
    Map<String, Long> counts =
        Map.of(
            "places_taken_twice", takenTwice,
            "messages_in_two_places", twoPlaces,
            "falling", falling);
    if (!witnesses.isEmpty()) {
      String summary =
          falling
              + " messages came before an older one, "
              + takenTwice
              + " places had two messages, "
              + twoPlaces
              + " messages had two places.";
      return new Verdict(Outcome.BROKEN, summary, witnesses.list(), counts);
    }
    if (shows == 0) {
      return new Verdict(Outcome.UNKNOWN, "No device showed a message.", List.of(), counts);
    }
    return new Verdict(
        Outcome.HELD, "All devices showed their threads in one order.", List.of(), counts);
  }
}
