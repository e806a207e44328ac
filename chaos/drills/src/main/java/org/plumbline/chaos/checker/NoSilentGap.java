package org.plumbline.chaos.checker;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;

/**
 * I4: a device shows no message before the one in front of it, unless it is a message that the
 * device itself sent, one that its user may not see, or one in a gap that the device declared. And
 * after its last sync nothing is missing at the end of a thread.
 *
 * <p>The messages' {@code prev} make a chain, since a thread's seqs have holes by nature. From a
 * message's {@code prev} the chain is followed back over the device's own messages to what was
 * shown last; each is passed once for a device. A sync brings its pages with their chain, so it
 * excuses nothing here. Counts: {@code linked}, {@code unlinked} (shown without a {@code prev}),
 * {@code gaps_internal} (within one frame), {@code gaps_external}, {@code gaps_declared}, {@code
 * gaps_on_the_wire} (as received, before any sync; allowed), {@code ends_missing}.
 */
public final class NoSilentGap {

  private static final class View {
    long shownUpTo = HistoryEvent.NO_SEQ;
    long receivedUpTo = HistoryEvent.NO_SEQ;
    long declaredUpTo = HistoryEvent.NO_SEQ;
    @Nullable HistoryEvent last;
  }

  private record Link(String device, long prev) {}

  private final Map<String, View> views = new LinkedHashMap<>();
  private final Map<String, Link> links = new HashMap<>();
  private final Map<String, HistoryEvent> endOf = new LinkedHashMap<>();
  private final Map<String, HistoryEvent> syncedOf = new LinkedHashMap<>();
  private final Map<String, Boolean> readOf = new HashMap<>();
  private final Map<String, String> deviceOf = new HashMap<>();
  private final Map<String, Long> counts = new HashMap<>();
  private final Members members;
  private final Witnesses witnesses;

  private NoSilentGap(Iterable<HistoryEvent> history) {
    this.members = Members.of(history);
    this.witnesses = new Witnesses(history);
  }

  /** Judges the history. */
  public static Verdict check(Iterable<HistoryEvent> history) {
    NoSilentGap checker = new NoSilentGap(history);
    Places places = Places.of(history);
    history.forEach(checker::learnSender);
    history.forEach(event -> checker.learnPlace(event, places));
    history.forEach(checker::take);
    checker.judgeEnds();
    return checker.verdict();
  }

  private void learnSender(HistoryEvent event) {
    MessageFacts message = event.message();
    if (message != null
        && event.operation() == Operation.SEND
        && event.type() == EventType.INVOKE) {
      deviceOf.putIfAbsent(message.key(), event.deviceKey());
    }
  }

  private void learnPlace(HistoryEvent event, Places places) {
    MessageFacts message = event.message();
    if (message == null || event.type() != EventType.OK || message.tempId().isEmpty()) {
      return;
    }
    long seq = places.of(message);
    if (seq != HistoryEvent.NO_SEQ) {
      String device = deviceOf.getOrDefault(message.key(), "");
      // The first to tell what stands in front of a message is believed; all tell the same.
      links.merge(
          place(message.thread(), seq),
          new Link(device, message.prev()),
          (known, told) ->
              known.prev() == HistoryEvent.PREV_UNKNOWN
                  ? new Link(known.device(), told.prev())
                  : known);
    }
  }

  private void take(HistoryEvent event) {
    MessageFacts message = event.message();
    if (event.operation() == Operation.FINAL_SYNC && event.type() == EventType.OK) {
      syncedOf.put(event.deviceKey(), event);
    }
    boolean seen = event.type() == EventType.OK || event.operation() == Operation.GAP;
    if (message == null || (!seen && event.operation() != Operation.FINAL_READ)) {
      return;
    }
    switch (event.operation()) {
      case SHOW -> show(event, message);
      case RECEIVE -> receive(event, message);
      case GAP -> {
        View view = viewOf(event, message);
        view.declaredUpTo = Math.max(view.declaredUpTo, message.seq());
        count("gaps_declared");
      }
      case READ ->
          endOf.merge(
              message.thread(),
              event,
              (one, other) -> messageSeq(one) > messageSeq(other) ? one : other);
      case FINAL_READ -> readOf.put(message.thread(), event.type() == EventType.OK);
      default -> {
        // It neither shows nor brings a message.
      }
    }
  }

  private void receive(HistoryEvent event, MessageFacts message) {
    View view = viewOf(event, message);
    if (isKnown(message)
        && missing(event, message.thread(), message.prev(), view.receivedUpTo)
            != HistoryEvent.NO_SEQ) {
      count("gaps_on_the_wire");
    }
    view.receivedUpTo = Math.max(view.receivedUpTo, message.seq());
  }

  private void show(HistoryEvent event, MessageFacts message) {
    View view = viewOf(event, message);
    HistoryEvent last = view.last;
    if (isKnown(message)) {
      count("linked");
      long reached = Math.max(view.shownUpTo, view.declaredUpTo);
      long missing = missing(event, message.thread(), message.prev(), reached);
      if (missing != HistoryEvent.NO_SEQ) {
        boolean internal = last != null && last.nanos() == event.nanos();
        count(internal ? "gaps_internal" : "gaps_external");
        String what = ": shown without seq " + missing + " in front of it";
        witness(Witnesses.of(message) + what, last, event);
      }
    } else {
      count("unlinked");
    }
    view.shownUpTo = Math.max(view.shownUpTo, message.seq());
    view.last = event;
  }

  /** Follows the chain back to what the device has; the first place missing, or NO_SEQ. */
  private long missing(HistoryEvent at, String thread, long from, long reached) {
    long seq = from;
    while (seq > reached) {
      Link link = links.get(place(thread, seq));
      if (link == null || !link.device().equals(at.deviceKey())) {
        return members.knows(thread) && !members.sees(thread, at.user(), seq)
            ? HistoryEvent.NO_SEQ
            : seq;
      }
      // Below the first there is nothing; what is not told, or leads upwards, cannot be followed.
      seq = link.prev() < seq ? link.prev() : HistoryEvent.NO_SEQ;
    }
    return HistoryEvent.NO_SEQ;
  }

  private void judgeEnds() {
    for (HistoryEvent end : endOf.values()) {
      MessageFacts message = Objects.requireNonNull(end.message());
      if (!readOf.getOrDefault(message.thread(), false)) {
        continue;
      }
      for (HistoryEvent sync : syncedOf.values()) {
        if (members.sees(message.thread(), sync.user(), message.seq())) {
          View view = viewOf(sync, message);
          long reached = Math.max(view.shownUpTo, view.declaredUpTo);
          if (missing(sync, message.thread(), message.seq(), reached) != HistoryEvent.NO_SEQ) {
            count("ends_missing");
            String what = ": last of the history, and not shown by " + sync.deviceKey();
            witness(Witnesses.of(message) + what, view.last, sync);
          }
        }
      }
    }
  }

  private void witness(String what, @Nullable HistoryEvent last, HistoryEvent event) {
    if (last == null) {
      witnesses.add(what, event);
    } else {
      witnesses.add(what, last, event);
    }
  }

  private View viewOf(HistoryEvent event, MessageFacts message) {
    return views.computeIfAbsent(event.deviceKey() + " " + message.thread(), _ -> new View());
  }

  private static boolean isKnown(MessageFacts message) {
    return message.prev() > HistoryEvent.PREV_UNKNOWN;
  }

  private static long messageSeq(HistoryEvent event) {
    return Objects.requireNonNull(event.message()).seq();
  }

  private static String place(String thread, long seq) {
    return thread + " " + seq;
  }

  private void count(String name) {
    counts.merge(name, 1L, Long::sum);
  }

  private Verdict verdict() {
    long linked = counts.getOrDefault("linked", 0L);
    long gaps = counts.getOrDefault("gaps_internal", 0L) + counts.getOrDefault("gaps_external", 0L);
    return Verdict.of(
        witnesses,
        gaps
            + " messages were shown without the one in front of them, and "
            + counts.getOrDefault("ends_missing", 0L)
            + " threads ended too early at a device.",
        linked == 0 ? "No shown message says which one stands in front of it." : "",
        "Each of " + linked + " shown messages followed the one in front of it.",
        counts);
  }
}
