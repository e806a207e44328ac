package org.plumbline.chaos.checker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;

/**
 * I1: what was acknowledged, or seen by anyone, is in the final history and was shown by every
 * device that completed its final sync and whose user may see that place of the thread. The sending
 * device has its own message once it is acknowledged.
 *
 * <p>Counts: {@code sent}, {@code acknowledged}, {@code unknown_outcome}, {@code
 * acknowledged_lost}, {@code seen_lost} (seen but never acknowledged), {@code unexpected} (seen,
 * never sent), {@code aborted} (seen though refused), {@code recovered} (seen though its outcome
 * was unknown: allowed, since an unknown outcome may be either). Hash sets, linear in the events.
 */
public final class NoAcknowledgedLoss {

  private final Map<String, HistoryEvent> sent = new LinkedHashMap<>();
  private final Map<String, HistoryEvent> acknowledged = new LinkedHashMap<>();
  private final Map<String, HistoryEvent> seen = new LinkedHashMap<>();
  private final Set<String> refused = new HashSet<>();
  private final Set<String> unknown = new HashSet<>();
  private final Set<String> stored = new HashSet<>();
  private final Map<String, Set<String>> readersOf = new HashMap<>();
  private final Set<String> changes = new HashSet<>();
  private final Map<String, Set<String>> shownBy = new HashMap<>();
  private final Map<String, List<String>> syncedOf = new HashMap<>();
  private final Members members;
  private final Places places;
  private final Witnesses witnesses;
  private boolean incomplete;

  private NoAcknowledgedLoss(Iterable<HistoryEvent> history) {
    this.members = Members.of(history);
    this.places = Places.of(history);
    this.witnesses = new Witnesses(history);
  }

  /** Judges the history. */
  public static Verdict check(Iterable<HistoryEvent> history) {
    NoAcknowledgedLoss checker = new NoAcknowledgedLoss(history);
    history.forEach(checker::take);
    return checker.verdict();
  }

  private void take(HistoryEvent event) {
    MessageFacts message = event.message();
    if (event.operation() == Operation.FINAL_SYNC) {
      if (event.type() == EventType.OK) {
        syncedOf.computeIfAbsent(event.user(), _ -> new ArrayList<>()).add(event.deviceKey());
      } else if (event.type() != EventType.INVOKE) {
        incomplete = true;
      }
    }
    if (message == null) {
      return;
    }
    switch (event.operation()) {
      case SEND -> takeSend(event, message.key());
      case RECEIVE -> seen.putIfAbsent(message.key(), event);
      case SHOW -> {
        seen.putIfAbsent(message.key(), event);
        shownBy.computeIfAbsent(event.deviceKey(), _ -> new HashSet<>()).add(message.key());
      }
      case READ -> {
        seen.putIfAbsent(message.key(), event);
        stored.add(message.key());
      }
      case FINAL_READ -> {
        if (event.type() == EventType.OK) {
          readersOf.computeIfAbsent(message.thread(), _ -> new HashSet<>()).add(event.user());
        }
      }
      case CHANGE -> changes.add(message.key());
      default -> {
        // They say nothing of what became of a message.
      }
    }
  }

  private void takeSend(HistoryEvent event, String key) {
    switch (event.type()) {
      case INVOKE -> sent.putIfAbsent(key, event);
      case OK -> {
        acknowledged.putIfAbsent(key, event);
        // The sending device shows its own message as sent; nobody sends it back to it.
        shownBy.computeIfAbsent(event.deviceKey(), _ -> new HashSet<>()).add(key);
      }
      case FAIL -> refused.add(key);
      case INFO -> unknown.add(key);
    }
  }

  private Verdict verdict() {
    Map<String, Long> counts = new HashMap<>();
    counts.put("sent", (long) sent.size());
    counts.put("acknowledged", (long) acknowledged.size());
    counts.put("acknowledged_lost", lost(acknowledged.values(), "acknowledged"));
    long open =
        sent.keySet().stream()
            .filter(key -> !acknowledged.containsKey(key) && !refused.contains(key))
            .count();
    counts.put("unknown_outcome", open);
    counts.put(
        "seen_lost",
        lost(
            seen.values().stream()
                .filter(event -> !acknowledged.containsKey(keyOf(event)))
                .toList(),
            "seen"));
    counts.put("unexpected", foreign(this::isForeign, "never sent"));
    counts.put("aborted", foreign(event -> refused.contains(keyOf(event)), "refused"));
    counts.put("recovered", unknown.stream().filter(seen::containsKey).count());
    return judged(counts);
  }

  private Verdict judged(Map<String, Long> counts) {
    if (!witnesses.isEmpty()) {
      String summary =
          counts.get("acknowledged_lost")
              + " of "
              + acknowledged.size()
              + " acknowledged messages were lost, "
              + counts.get("seen_lost")
              + " others were seen and then lost, "
              + (counts.getOrDefault("unexpected", 0L) + counts.getOrDefault("aborted", 0L))
              + " appeared that should not exist.";
      return new Verdict(Outcome.BROKEN, summary, witnesses.list(), counts);
    }
    String missing = missing();
    if (!missing.isEmpty()) {
      return new Verdict(
          Outcome.UNKNOWN, "Nothing was seen to be lost, but " + missing, List.of(), counts);
    }
    String summary =
        "All "
            + acknowledged.size()
            + " acknowledged messages are in the history and were shown by every device.";
    return new Verdict(Outcome.HELD, summary, List.of(), counts);
  }

  private String missing() {
    if (acknowledged.isEmpty()) {
      return "no message was acknowledged.";
    }
    if (readersOf.isEmpty() || stored.isEmpty()) {
      return "no thread's history could be read to its end.";
    }
    if (syncedOf.isEmpty()) {
      return "no device completed its final sync.";
    }
    long unread =
        sent.values().stream()
            .filter(event -> !readersOf.containsKey(threadOf(event)))
            .map(NoAcknowledgedLoss::threadOf)
            .distinct()
            .count();
    if (unread > 0) {
      return "the history of " + unread + " threads could not be read to its end.";
    }
    return incomplete ? "not every device completed its final sync." : "";
  }

  private long lost(Iterable<HistoryEvent> known, String how) {
    long lost = 0;
    for (HistoryEvent event : known) {
      List<String> missingAt = missingAt(event);
      if (!missingAt.isEmpty()) {
        lost++;
        witnesses.add(
            Witnesses.of(messageOf(event))
                + ": "
                + how
                + " by "
                + event.deviceKey()
                + ", missing "
                + String.join(", ", missingAt),
            story(event));
      }
    }
    return lost;
  }

  private HistoryEvent[] story(HistoryEvent known) {
    HistoryEvent invoked = sent.get(keyOf(known));
    return invoked == null || invoked.nanos() > known.nanos()
        ? new HistoryEvent[] {known}
        : new HistoryEvent[] {invoked, known};
  }

  private List<String> missingAt(HistoryEvent event) {
    MessageFacts message = messageOf(event);
    List<String> missing = new ArrayList<>();
    String thread = message.thread();
    long seq = places.of(message);
    boolean readable =
        readersOf.getOrDefault(thread, Set.of()).stream()
            .anyMatch(reader -> members.sees(thread, reader, seq));
    if (readable && !stored.contains(message.key())) {
      missing.add("in the history");
    }
    for (String member : members.everIn(thread)) {
      if (!members.sees(thread, member, seq)) {
        continue;
      }
      for (String device : syncedOf.getOrDefault(member, List.of())) {
        if (!shownBy.getOrDefault(device, Set.of()).contains(message.key())) {
          missing.add("at " + device);
        }
      }
    }
    return missing;
  }

  private long foreign(Predicate<HistoryEvent> isForeign, String how) {
    long found = 0;
    for (HistoryEvent event : seen.values()) {
      if (isForeign.test(event)) {
        found++;
        witnesses.add(
            Witnesses.of(messageOf(event)) + ": seen by " + event.deviceKey() + ", but " + how,
            event);
      }
    }
    return found;
  }

  private boolean isForeign(HistoryEvent event) {
    return !sent.containsKey(keyOf(event)) && !changes.contains(keyOf(event));
  }

  private static String threadOf(HistoryEvent event) {
    return messageOf(event).thread();
  }

  private static String keyOf(HistoryEvent event) {
    return messageOf(event).key();
  }

  private static MessageFacts messageOf(HistoryEvent event) {
    return Objects.requireNonNull(event.message());
  }
}
