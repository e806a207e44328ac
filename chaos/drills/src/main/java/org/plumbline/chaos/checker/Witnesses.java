package org.plumbline.chaos.checker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;

/**
 * What shows that an invariant is broken: the shortest stories in full, the earliest of equals
 * first, the others as a number. Times count from the history's first event.
 */
final class Witnesses {

  /** Most witnesses that a verdict names. */
  static final int NAMED_MAX = 20;

  private static final int KEPT_MAX = 4 * NAMED_MAX;
  private static final Comparator<Witness> SHORTEST_FIRST =
      Comparator.comparingInt(Witness::length).thenComparingLong(Witness::nanos);

  private record Witness(int length, long nanos, String text) {}

  private final List<Witness> kept = new ArrayList<>();
  private final long startNanos;
  private long all;

  Witnesses(Iterable<HistoryEvent> history) {
    Iterator<HistoryEvent> events = history.iterator();
    this.startNanos = events.hasNext() ? events.next().nanos() : 0;
  }

  /**
   * Adds one.
   *
   * @param what the message and what is wrong with it
   * @param seen the fewest events that show it, in the order of their times
   */
  void add(String what, HistoryEvent... seen) {
    all++;
    if (kept.size() == KEPT_MAX) {
      kept.sort(SHORTEST_FIRST);
      kept.subList(NAMED_MAX, KEPT_MAX).clear();
    }
    String story = Arrays.stream(seen).map(this::line).collect(Collectors.joining("; "));
    long nanos = seen.length == 0 ? startNanos : seen[seen.length - 1].nanos();
    kept.add(new Witness(seen.length, nanos, story.isEmpty() ? what : what + " [" + story + "]"));
  }

  boolean isEmpty() {
    return all == 0;
  }

  List<String> list() {
    kept.sort(SHORTEST_FIRST);
    List<String> list = new ArrayList<>(kept.stream().limit(NAMED_MAX).map(Witness::text).toList());
    if (all > list.size()) {
      list.add("and " + (all - list.size()) + " more");
    }
    return list;
  }

  private String line(HistoryEvent event) {
    StringBuilder line = new StringBuilder(seconds(event.nanos() - startNanos)).append(' ');
    line.append(event.operation().name().toLowerCase(Locale.ROOT));
    if (event.type() != EventType.OK) {
      line.append(' ').append(event.type().name().toLowerCase(Locale.ROOT));
    }
    if (!event.user().isEmpty()) {
      line.append(" by ").append(event.deviceKey());
    }
    if (!event.node().isEmpty()) {
      line.append(" on ").append(event.node());
    }
    MessageFacts message = event.message();
    if (message != null && message.seq() != HistoryEvent.NO_SEQ) {
      line.append(", seq ").append(message.seq());
    }
    return line.toString();
  }

  static String of(MessageFacts message) {
    if (message.tempId().isEmpty()) {
      return "seq " + message.seq() + " of " + message.thread();
    }
    StringBuilder text = new StringBuilder("message ").append(message.key());
    if (!message.messageId().isEmpty()) {
      text.append(" (id ").append(message.messageId()).append(", seq ").append(message.seq());
      text.append(')');
    }
    return text.append(" of ").append(message.thread()).toString();
  }

  static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
  }
}
