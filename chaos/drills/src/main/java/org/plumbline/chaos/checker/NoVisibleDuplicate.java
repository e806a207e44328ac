package org.plumbline.chaos.checker;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;

/**
 * I2: no device shows a message twice, the history has none twice, a name of the sender stands for
 * one message, and a message has one content. That a message comes off the wire twice is allowed
 * and counted.
 *
 * <p>Counts: {@code duplicates_visible}, {@code raw_redeliveries} (pushed again by the server),
 * {@code synced_again} (in the answer to a sync, though it had come already), {@code
 * ambiguous_names}, {@code changed_contents}.
 */
public final class NoVisibleDuplicate {

  private final Set<String> shown = new HashSet<>();
  private final Set<String> stored = new HashSet<>();
  private final Set<String> received = new HashSet<>();
  private final Map<String, String> idOfKey = new HashMap<>();
  private final Map<String, String> keyOfId = new HashMap<>();
  private final Map<String, String> hashOfId = new HashMap<>();
  private final Witnesses witnesses = new Witnesses();
  private long shows;
  private long reads;
  private long duplicates;
  private long redeliveries;
  private long synced;
  private long ambiguous;
  private long changed;

  private NoVisibleDuplicate() {}

  /** Judges the history. */
  public static Verdict check(Iterable<HistoryEvent> history) {
    NoVisibleDuplicate checker = new NoVisibleDuplicate();
    history.forEach(checker::take);
    return checker.verdict();
  }

  private void take(HistoryEvent event) {
    MessageFacts message = event.message();
    if (message == null || event.type() != EventType.OK) {
      return;
    }
    switch (event.operation()) {
      case SHOW -> {
        shows++;
        once(shown, event.deviceKey(), event, message, "shown again by " + event.deviceKey());
        identity(event, message);
      }
      case READ -> {
        reads++;
        once(stored, "", event, message, "stands twice in the history");
        identity(event, message);
      }
      case RECEIVE -> {
        if (!received.add(event.deviceKey() + " " + message.messageId())) {
          if (event.detail().equals(HistoryEvent.BY_SYNC)) {
            synced++;
          } else {
            redeliveries++;
          }
        }
        identity(event, message);
      }
      case SEND -> identity(event, message);
      default -> {
        // They show no message.
      }
    }
  }

  private void once(
      Set<String> place, String at, HistoryEvent event, MessageFacts message, String what) {
    boolean freshKey = place.add(at + " key " + message.thread() + " " + message.key());
    boolean freshId = place.add(at + " id " + message.messageId());
    if (!freshKey || !freshId) {
      duplicates++;
      witnesses.add(
          Witnesses.of(message) + ": " + what + " at " + Witnesses.seconds(event.nanos()));
    }
  }

  private void identity(HistoryEvent event, MessageFacts message) {
    if (message.messageId().isEmpty()) {
      return;
    }
    String id = idOfKey.putIfAbsent(message.key(), message.messageId());
    String key = keyOfId.putIfAbsent(message.messageId(), message.key());
    if ((id != null && !id.equals(message.messageId()))
        || (key != null && !key.equals(message.key()))) {
      ambiguous++;
      witnesses.add(
          Witnesses.of(message)
              + ": the name stood for id "
              + id
              + ", the id for "
              + key
              + " before; seen by "
              + event.deviceKey());
    }
    if (!message.hash().isEmpty()) {
      String hash = hashOfId.putIfAbsent(message.messageId(), message.hash());
      if (hash != null && !hash.equals(message.hash())) {
        changed++;
        witnesses.add(Witnesses.of(message) + ": its content changed, at " + event.deviceKey());
      }
    }
  }

  private Verdict verdict() {
    Map<String, Long> counts =
        Map.of(
            "duplicates_visible", duplicates,
            "raw_redeliveries", redeliveries,
            "synced_again", synced,
            "ambiguous_names", ambiguous,
            "changed_contents", changed);
    if (!witnesses.isEmpty()) {
      String summary =
          duplicates
              + " times a message was shown or stored again, "
              + ambiguous
              + " times a name stood for two messages, "
              + changed
              + " times a content changed.";
      return new Verdict(Outcome.BROKEN, summary, witnesses.list(), counts);
    }
    if (shows == 0 || reads == 0) {
      return new Verdict(
          Outcome.UNKNOWN,
          "No message was shown, or none read from the history.",
          List.of(),
          counts);
    }
    String summary =
        "Each of "
            + shows
            + " shown messages was shown once per device; "
            + redeliveries
            + " were pushed again and dropped by the devices.";
    return new Verdict(Outcome.HELD, summary, List.of(), counts);
  }
}
