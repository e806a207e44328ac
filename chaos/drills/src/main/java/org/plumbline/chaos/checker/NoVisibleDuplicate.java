package org.plumbline.chaos.checker;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;

/**
 * I2: no device shows a message twice, the history has none twice, a name of the sender stands for
 * one message, and a message says everywhere what was sent. That a message comes off the wire twice
 * is allowed and counted.
 *
 * <p>Counts: {@code duplicates_visible}, {@code raw_redeliveries} (pushed again by the server),
 * {@code synced_again} (in the answer to a sync, though it had come already), {@code
 * ambiguous_names}, {@code changed_contents}.
 */
public final class NoVisibleDuplicate {

  private final Set<String> received = new HashSet<>();
  private final Map<String, String> idOfKey = new HashMap<>();
  private final Map<String, String> keyOfId = new HashMap<>();
  private final Map<String, HistoryEvent> contentOfId = new HashMap<>();
  private final Map<String, HistoryEvent> contentSent = new HashMap<>();
  private final Map<String, HistoryEvent> firstAt = new HashMap<>();
  private final Witnesses witnesses;
  private long shows;
  private long reads;
  private long duplicates;
  private long redeliveries;
  private long synced;
  private long ambiguous;
  private long changed;

  private NoVisibleDuplicate(Iterable<HistoryEvent> history) {
    this.witnesses = new Witnesses(history);
  }

  /** Judges the history. */
  public static Verdict check(Iterable<HistoryEvent> history) {
    NoVisibleDuplicate checker = new NoVisibleDuplicate(history);
    history.forEach(checker::take);
    return checker.verdict();
  }

  private void take(HistoryEvent event) {
    MessageFacts message = event.message();
    if (message != null && event.operation() == Operation.SEND && isHashed(message)) {
      contentSent.putIfAbsent(message.key(), event);
    }
    if (message == null || event.type() != EventType.OK) {
      return;
    }
    switch (event.operation()) {
      case SHOW -> {
        shows++;
        once(event.deviceKey(), event, message, "shown again by " + event.deviceKey());
        identity(event, message);
      }
      case READ -> {
        reads++;
        once("", event, message, "stands twice in the history");
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

  private void once(String at, HistoryEvent event, MessageFacts message, String what) {
    String key = at + " key " + message.thread() + " " + message.key();
    HistoryEvent sameKey = firstAt.putIfAbsent(key, event);
    HistoryEvent sameId = firstAt.putIfAbsent(at + " id " + message.messageId(), event);
    HistoryEvent before = sameKey == null ? sameId : sameKey;
    if (before != null) {
      duplicates++;
      witnesses.add(Witnesses.of(message) + ": " + what, before, event);
    }
  }

  private static boolean isHashed(MessageFacts message) {
    return !message.hash().isEmpty();
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
              + event.deviceKey(),
          event);
    }
    if (isHashed(message)) {
      HistoryEvent other = contentOfId.putIfAbsent(message.messageId(), event);
      HistoryEvent sent = contentSent.get(message.key());
      HistoryEvent first = sent == null ? other : sent;
      if (differs(message, other) || differs(message, sent)) {
        changed++;
        String what = ": its content changed, at " + event.deviceKey();
        witnesses.add(
            Witnesses.of(message) + what, Objects.requireNonNullElse(first, event), event);
      }
    }
  }

  private static boolean differs(MessageFacts message, @Nullable HistoryEvent other) {
    return other != null && !Objects.requireNonNull(other.message()).hash().equals(message.hash());
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
