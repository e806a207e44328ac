package org.plumbline.chaos.checker;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;
import org.plumbline.chaos.history.Particulars;

/**
 * I8: in a group a user is told exactly what stands between the change that added him and the one
 * that removed him, by devices, history and push alike; nothing is said by one who was no member at
 * its place; a change is the same for all who see it, and one that was refused is seen by nobody.
 *
 * <p>Decided by places, so that what was concurrent in time is no question. What is missing is
 * judged for devices that completed their last sync. Counts: {@code changes}, {@code told_outside},
 * {@code sent_after_removal} (by time: begun after the removal was acknowledged, and shown to the
 * removed), {@code not_told}, {@code said_outside}, {@code told_differently}, {@code
 * refused_and_seen}.
 */
public final class AtomicMembership {

  private final Map<String, HistoryEvent> changes = new LinkedHashMap<>();
  private final Set<String> refused = new HashSet<>();
  private final Map<String, HistoryEvent> invoked = new HashMap<>();
  private final Map<String, HistoryEvent> removals = new HashMap<>();
  private final Map<String, Map<Long, HistoryEvent>> stored = new LinkedHashMap<>();
  private final Map<String, Set<Long>> shown = new HashMap<>();
  private final Map<String, HistoryEvent> synced = new LinkedHashMap<>();
  private final Set<String> said = new HashSet<>();
  private final Map<String, Long> counts = new HashMap<>();
  private final Members members;
  private final Witnesses witnesses;

  private AtomicMembership(Iterable<HistoryEvent> history) {
    this.members = Members.of(history);
    this.witnesses = new Witnesses(history);
  }

  /** Judges the history; direct threads have no changes and are passed over. */
  public static Verdict check(Iterable<HistoryEvent> history) {
    AtomicMembership checker = new AtomicMembership(history);
    List<HistoryEvent> events = Places.inTime(history, AtomicMembership::concerns);
    if (events.stream().allMatch(event -> event.operation() == Operation.FINAL_SYNC)) {
      return Verdict.notExercised("There was no group.");
    }
    events.forEach(checker::learn);
    events.stream().filter(AtomicMembership::tells).forEach(checker::judge);
    checker.judgeMissing();
    return checker.verdict();
  }

  private static boolean concerns(HistoryEvent event) {
    MessageFacts message = event.message();
    return message == null
        ? event.operation() == Operation.FINAL_SYNC
        : Members.isGroup(message.thread());
  }

  private static boolean tells(HistoryEvent event) {
    return Members.isSight(event)
        || (event.operation() == Operation.PUSH && event.message() != null);
  }

  private void learn(HistoryEvent event) {
    MessageFacts message = event.message();
    if (message == null) {
      if (event.type() == EventType.OK) {
        synced.put(event.deviceKey(), event);
      }
      return;
    }
    if (Members.isChange(event)) {
      learnChange(event, message);
    }
    switch (event.operation()) {
      case CHANGE -> {
        if (event.type() == EventType.FAIL) {
          refused.add(message.key());
        }
      }
      case SEND -> {
        if (event.type() == EventType.INVOKE) {
          invoked.putIfAbsent(message.key(), event);
        }
        learnShown(event);
      }
      case SHOW -> learnShown(event);
      case READ ->
          stored
              .computeIfAbsent(message.thread(), _ -> new LinkedHashMap<>())
              .putIfAbsent(message.seq(), event);
      default -> {
        // It shows nothing and changes nobody.
      }
    }
  }

  private void learnChange(HistoryEvent event, MessageFacts message) {
    Particulars change = Objects.requireNonNull(event.particulars());
    HistoryEvent other = changes.putIfAbsent(message.thread() + " " + message.key(), event);
    if (other != null && !sameChange(Objects.requireNonNull(other.particulars()), change)) {
      breach("told_differently", message, ": was told in two ways", other, event);
    }
    if (event.operation() == Operation.CHANGE && change.state().equals(Particulars.REMOVED)) {
      change.users().forEach(user -> removals.put(message.thread() + " " + user, event));
    } else if (event.operation() == Operation.CHANGE) {
      change.users().forEach(user -> removals.remove(message.thread() + " " + user));
    }
  }

  private static boolean sameChange(Particulars one, Particulars other) {
    return one.state().equals(other.state())
        && new HashSet<>(one.users()).equals(new HashSet<>(other.users()));
  }

  private void learnShown(HistoryEvent event) {
    if (event.type() == EventType.OK) {
      MessageFacts message = Objects.requireNonNull(event.message());
      shown
          .computeIfAbsent(event.deviceKey() + " " + message.thread(), _ -> new HashSet<>())
          .add(message.seq());
    }
  }

  private void judge(HistoryEvent event) {
    MessageFacts message = Objects.requireNonNull(event.message());
    String thread = message.thread();
    if (!members.knows(thread) || message.seq() == HistoryEvent.NO_SEQ) {
      return;
    }
    if (!members.sees(thread, event.user(), message.seq())) {
      breach("told_outside", message, ": told to " + event.user() + ", no member there", event);
    } else {
      HistoryEvent removal = removals.get(thread + " " + event.user());
      HistoryEvent sending = invoked.get(message.key());
      if (removal != null && sending != null && sending.nanos() > removal.nanos()) {
        String what = ": told to " + event.user() + ", who was removed before it was sent";
        breach("sent_after_removal", message, what, removal, sending, event);
      }
    }
    boolean fromMember =
        message.sender().isEmpty() || members.sees(thread, message.sender(), message.seq());
    if (!fromMember && said.add(thread + " " + message.seq())) {
      breach("said_outside", message, ": its sender was no member there", event);
    }
    if (refused.contains(message.key()) && said.add(thread + " refused " + message.seq())) {
      breach("refused_and_seen", message, ": was refused, and seen all the same", event);
    }
  }

  private void judgeMissing() {
    stored.forEach(
        (thread, messages) ->
            synced.forEach(
                (device, sync) -> {
                  Set<Long> has = shown.getOrDefault(device + " " + thread, Set.of());
                  messages.forEach(
                      (seq, read) -> {
                        MessageFacts message = Objects.requireNonNull(read.message());
                        boolean due =
                            members.sees(thread, sync.user(), seq)
                                && !message.sender().equals(sync.user());
                        if (due && !has.contains(seq)) {
                          breach("not_told", message, ": not told to " + device, read, sync);
                        }
                      });
                }));
  }

  private void breach(String count, MessageFacts message, String what, HistoryEvent... seen) {
    counts.merge(count, 1L, Long::sum);
    witnesses.add(Witnesses.of(message) + what, seen);
  }

  private Verdict verdict() {
    counts.put("changes", (long) changes.size());
    return Verdict.of(
        witnesses,
        (counts.getOrDefault("told_outside", 0L) + counts.getOrDefault("sent_after_removal", 0L))
            + " times somebody was told what he may not see, "
            + counts.getOrDefault("not_told", 0L)
            + " times a member was not told, and "
            + (counts.getOrDefault("said_outside", 0L)
                + counts.getOrDefault("told_differently", 0L)
                + counts.getOrDefault("refused_and_seen", 0L))
            + " messages or changes were not what they should be.",
        changes.isEmpty() ? "No change of a group was seen, so nobody's membership is known." : "",
        "Members were told exactly what stands in their time, over " + changes.size() + " changes.",
        counts);
  }
}
