package org.plumbline.chaos.checker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;
import org.plumbline.protocol.MessageId;

/**
 * I11: an id belongs to one message in all threads, and the ids of one node rise: a message that
 * was sent after another one was acknowledged has the greater id, if both came from the same node
 * number.
 *
 * <p>The number is read out of the id ({@link MessageId#node()}), so it does not depend on what a
 * node is called; a node that takes a number over goes on above it, or breaks this. Counts: {@code
 * ids}, {@code shared_ids}, {@code judged}, {@code fallen_ids}, {@code opaque_ids} (no numbers).
 */
public final class RisingIds {

  private record Made(long id, HistoryEvent invoked, HistoryEvent acknowledged) {}

  private final Map<String, HistoryEvent> firstOf = new HashMap<>();
  private final Map<String, HistoryEvent> invoked = new HashMap<>();
  private final Map<Integer, List<Made>> madeBy = new LinkedHashMap<>();
  private final Map<String, Long> counts = new HashMap<>();
  private final Witnesses witnesses;

  private RisingIds(Iterable<HistoryEvent> history) {
    this.witnesses = new Witnesses(history);
  }

  /** Judges the history. */
  public static Verdict check(Iterable<HistoryEvent> history) {
    RisingIds checker = new RisingIds(history);
    history.forEach(checker::take);
    checker.madeBy.values().forEach(checker::judge);
    return checker.verdict();
  }

  private void take(HistoryEvent event) {
    MessageFacts message = event.message();
    if (message == null || message.tempId().isEmpty()) {
      return;
    }
    if (event.operation() == Operation.SEND && event.type() == EventType.INVOKE) {
      invoked.putIfAbsent(nameOf(message), event);
    }
    if (event.type() != EventType.OK || message.messageId().isEmpty()) {
      return;
    }
    HistoryEvent first = firstOf.putIfAbsent(message.messageId(), event);
    if (first != null && !nameOf(messageOf(first)).equals(nameOf(message))) {
      counts.merge("shared_ids", 1L, Long::sum);
      String what = ": its id stands for " + nameOf(messageOf(first)) + " too";
      witnesses.add(Witnesses.of(message) + what, first, event);
    }
    HistoryEvent begun = invoked.get(nameOf(message));
    if (event.operation() == Operation.SEND && begun != null) {
      made(message.messageId(), begun, event);
    }
  }

  private void made(String text, HistoryEvent begun, HistoryEvent acknowledged) {
    MessageId id = idOf(text);
    if (id == null) {
      counts.merge("opaque_ids", 1L, Long::sum);
    } else {
      madeBy
          .computeIfAbsent(id.node(), _ -> new ArrayList<>())
          .add(new Made(id.value(), begun, acknowledged));
    }
  }

  private static @Nullable MessageId idOf(String text) {
    try {
      return MessageId.parse(text);
    } catch (IllegalArgumentException e) {
      // Another messenger may have ids of another kind: they have no order to judge.
      return null;
    }
  }

  private void judge(List<Made> made) {
    List<Made> byBegin = new ArrayList<>(made);
    byBegin.sort(Comparator.comparingLong(each -> each.invoked().nanos()));
    List<Made> byEnd = new ArrayList<>(made);
    byEnd.sort(Comparator.comparingLong(each -> each.acknowledged().nanos()));
    int ended = 0;
    Made greatest = null;
    for (Made each : byBegin) {
      while (ended < byEnd.size()
          && byEnd.get(ended).acknowledged().nanos() < each.invoked().nanos()) {
        Made before = byEnd.get(ended++);
        greatest = greatest == null || before.id() > greatest.id() ? before : greatest;
      }
      counts.merge("judged", 1L, Long::sum);
      // The same message may be acknowledged again under its one id.
      if (greatest != null && each.id() < greatest.id()) {
        counts.merge("fallen_ids", 1L, Long::sum);
        String what = ": a lower id than " + greatest.id() + ", which was there before";
        witnesses.add(
            Witnesses.of(messageOf(each.acknowledged())) + what,
            greatest.acknowledged(),
            each.invoked());
      }
    }
  }

  private static String nameOf(MessageFacts message) {
    return message.thread() + " " + message.key();
  }

  private static MessageFacts messageOf(HistoryEvent event) {
    return Objects.requireNonNull(event.message());
  }

  private Verdict verdict() {
    counts.put("ids", (long) firstOf.size());
    return Verdict.of(
        witnesses,
        counts.getOrDefault("shared_ids", 0L)
            + " times an id stood for two messages, "
            + counts.getOrDefault("fallen_ids", 0L)
            + " times a node's ids fell.",
        firstOf.isEmpty() ? "No message's id was seen." : "",
        "Each of "
            + firstOf.size()
            + " ids is one message's, and the ids of each node rose over "
            + counts.getOrDefault("judged", 0L)
            + " acknowledgements.",
        counts);
  }
}
