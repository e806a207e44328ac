package org.plumbline.chaos.checker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  private final Map<String, HistoryEvent> messageAt = new HashMap<>();
  private final Map<String, HistoryEvent> placeOf = new HashMap<>();
  private final Map<String, HistoryEvent> lastOf = new HashMap<>();
  private final Witnesses witnesses;
  private long shows;
  private long takenTwice;
  private long twoPlaces;
  private long falling;

  private SameOrder(Iterable<HistoryEvent> history) {
    this.witnesses = new Witnesses(history);
  }

  /** Judges the history. */
  public static Verdict check(Iterable<HistoryEvent> history) {
    SameOrder checker = new SameOrder(history);
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
    HistoryEvent other = messageAt.putIfAbsent(placeOf(message), event);
    if (other != null && !messageOf(other).messageId().equals(message.messageId())) {
      takenTwice++;
      witnesses.add(
          Witnesses.of(message) + ": the same place as id " + messageOf(other).messageId(),
          other,
          event);
    }
    HistoryEvent before = placeOf.putIfAbsent(message.messageId(), event);
    if (before != null && !placeOf(messageOf(before)).equals(placeOf(message))) {
      twoPlaces++;
      String stood = placeOf(messageOf(before));
      witnesses.add(Witnesses.of(message) + ": stood at " + stood + " before", before, event);
    }
    if (event.operation() == Operation.SHOW) {
      shows++;
      rising("shown by " + event.deviceKey(), event, message);
    } else if (event.operation() == Operation.READ) {
      rising("read by " + event.deviceKey(), event, message);
    }
  }

  private void rising(String list, HistoryEvent event, MessageFacts message) {
    HistoryEvent last = lastOf.put(list + " " + message.thread(), event);
    if (last != null && messageOf(last).seq() >= message.seq()) {
      falling++;
      witnesses.add(
          Witnesses.of(message) + ": " + list + " after seq " + messageOf(last).seq(), last, event);
    }
  }

  private static String placeOf(MessageFacts message) {
    return message.thread() + " " + message.seq();
  }

  private static MessageFacts messageOf(HistoryEvent event) {
    return Objects.requireNonNull(event.message());
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
