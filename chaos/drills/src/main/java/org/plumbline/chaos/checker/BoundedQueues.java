package org.plumbline.chaos.checker;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.Particulars;
import org.plumbline.protocol.CloseCode;

/**
 * I12: no queue ever holds more than its bound, as far as anybody looked; and a device whose queue
 * was full was closed for it and has synced since, so that nothing was dropped in silence.
 *
 * <p>What happens between two looks is not seen here; that nothing was dropped is also what I1 and
 * I4 say. Counts: {@code looks}, {@code queues}, {@code over_bound}, {@code unbounded} (no bound
 * was told), {@code closed_for_slowness}, {@code not_synced_since}.
 */
public final class BoundedQueues {

  private final Map<String, HistoryEvent> closed = new LinkedHashMap<>();
  private final Map<String, HistoryEvent> worst = new LinkedHashMap<>();
  private final Map<String, Long> counts = new HashMap<>();
  private final Witnesses witnesses;

  private BoundedQueues(Iterable<HistoryEvent> history) {
    this.witnesses = new Witnesses(history);
  }

  /** Judges the history. */
  public static Verdict check(Iterable<HistoryEvent> history) {
    BoundedQueues checker = new BoundedQueues(history);
    List<HistoryEvent> events = Places.inTime(history, BoundedQueues::concerns);
    events.forEach(checker::take);
    checker.judgeClosed();
    return checker.verdict();
  }

  private static boolean concerns(HistoryEvent event) {
    return switch (event.operation()) {
      case QUEUE -> event.particulars() != null;
      case DISCONNECT -> event.particulars() != null;
      case RESYNC, FINAL_SYNC -> event.type() == EventType.OK;
      default -> false;
    };
  }

  private void take(HistoryEvent event) {
    switch (event.operation()) {
      case QUEUE -> look(event, Objects.requireNonNull(event.particulars()));
      case DISCONNECT -> {
        long code = Objects.requireNonNull(event.particulars()).amount();
        if (code == CloseCode.SLOW_CONSUMER.code()) {
          counts.merge("closed_for_slowness", 1L, Long::sum);
          closed.put(event.deviceKey(), event);
        }
      }
      default -> closed.remove(event.deviceKey());
    }
  }

  private void look(HistoryEvent event, Particulars queue) {
    counts.merge("looks", 1L, Long::sum);
    String name = event.node() + " " + event.deviceKey() + " " + queue.about();
    worst.merge(name, event, (one, other) -> depth(other) > depth(one) ? other : one);
    if (queue.limit() < 0) {
      counts.merge("unbounded", 1L, Long::sum);
      witnesses.add("queue " + queue.about() + ": has no bound", event);
    } else if (queue.amount() > queue.limit()) {
      counts.merge("over_bound", 1L, Long::sum);
      String what = ": " + queue.amount() + " in it, and its bound is " + queue.limit();
      witnesses.add("queue " + queue.about() + what, event);
    }
  }

  private static long depth(HistoryEvent event) {
    return Objects.requireNonNull(event.particulars()).amount();
  }

  private void judgeClosed() {
    for (HistoryEvent each : closed.values()) {
      counts.merge("not_synced_since", 1L, Long::sum);
      witnesses.add(
          "device " + each.deviceKey() + ": closed for slowness, and has not synced since", each);
    }
  }

  private Verdict verdict() {
    long looks = counts.getOrDefault("looks", 0L);
    long slow = counts.getOrDefault("closed_for_slowness", 0L);
    if (looks == 0 && slow == 0) {
      return Verdict.notExercised("Nobody looked at a queue, and no device was too slow.");
    }
    counts.put("queues", (long) worst.size());
    return Verdict.of(
        witnesses,
        (counts.getOrDefault("over_bound", 0L) + counts.getOrDefault("unbounded", 0L))
            + " looks found a queue without or above its bound, and "
            + counts.getOrDefault("not_synced_since", 0L)
            + " devices that were too slow did not sync again.",
        "",
        worst.size()
            + " queues stayed within their bounds over "
            + looks
            + " looks; "
            + slow
            + " sockets were closed for slowness, and their devices synced.",
        counts);
  }
}
