package org.plumbline.chaos.checker;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Particulars;

/**
 * I6: the cursor of another user, as a device sees it, never goes back; it reaches no further than
 * a device of that user had received and told before; and what was told last in a direct thread is
 * seen within the deadline by the other user's devices that were connected all the while.
 *
 * <p>"Read" implies "delivered". Counts: {@code receipts}, {@code fell}, {@code before_receipt} (of
 * a place that no device of the user had), {@code never_told}, {@code late}, {@code settled}
 * (cursors whose arrival was judged).
 */
public final class HonestReceipts {

  private final Map<String, Long> received = new HashMap<>();
  private final Map<String, HistoryEvent> told = new LinkedHashMap<>();
  private final Map<String, HistoryEvent> lastSeen = new HashMap<>();
  private final Map<String, HistoryEvent> pointers = new HashMap<>();
  private final Map<String, Long> counts = new HashMap<>();
  private final Places places;
  private final Sessions sessions;
  private final long deadlineNanos;
  private final Witnesses witnesses;

  private HonestReceipts(Iterable<HistoryEvent> history, Deadlines deadlines) {
    this.places = Places.of(history);
    this.sessions = Sessions.of(history);
    this.deadlineNanos = deadlines.receipts().toNanos();
    this.witnesses = new Witnesses(history);
  }

  /** Judges the history. */
  public static Verdict check(Iterable<HistoryEvent> history, Deadlines deadlines) {
    HonestReceipts checker = new HonestReceipts(history, deadlines);
    List<HistoryEvent> events = Places.inTime(history, HonestReceipts::concerns);
    events.forEach(checker::take);
    checker.judgeArrival();
    return checker.verdict();
  }

  private static boolean concerns(HistoryEvent event) {
    return event.message() != null
        && switch (event.operation()) {
          case RECEIVE, SHOW, SEND -> event.type() == EventType.OK;
          case RECEIPT, CURSOR -> event.particulars() != null;
          default -> false;
        };
  }

  private void take(HistoryEvent event) {
    MessageFacts message = Objects.requireNonNull(event.message());
    switch (event.operation()) {
      case CURSOR -> tell(event);
      case RECEIPT -> receipt(event, message.seq());
      default -> received.merge(owner(event.user(), event), places.of(message), Math::max);
    }
  }

  private void tell(HistoryEvent event) {
    String whose = owner(cursorOf(event).about(), event);
    keepFurthest(told, whose + " " + Particulars.DELIVERED, event);
    if (isRead(event)) {
      keepFurthest(told, whose + " " + Particulars.READ, event);
    }
  }

  private void receipt(HistoryEvent event, long seq) {
    counts.merge("receipts", 1L, Long::sum);
    String whose = owner(cursorOf(event).about(), event);
    String cursor = whose + " " + cursorOf(event).state();
    HistoryEvent before = lastSeen.get(event.deviceKey() + " " + cursor);
    if (before != null && seqOf(before) > seq) {
      counts.merge("fell", 1L, Long::sum);
      witnesses.add(what(event) + " came behind seq " + seqOf(before), before, event);
    }
    if (seq > received.getOrDefault(whose, HistoryEvent.NO_SEQ)) {
      counts.merge("before_receipt", 1L, Long::sum);
      witnesses.add(what(event) + " though no device of that user had it", event);
    } else if (!told.containsKey(cursor) || seqOf(told.get(cursor)) < seq) {
      counts.merge("never_told", 1L, Long::sum);
      witnesses.add(what(event) + " though no device of that user had said so", event);
    }
    keepFurthest(lastSeen, event.deviceKey() + " " + cursor, event);
    keepFurthest(pointers, event.deviceKey() + " " + cursor, event);
    if (isRead(event)) {
      keepFurthest(pointers, event.deviceKey() + " " + whose + " " + Particulars.DELIVERED, event);
    }
  }

  private void judgeArrival() {
    told.forEach(
        (cursor, last) -> {
          String thread = Objects.requireNonNull(last.message()).thread();
          long by = last.nanos() + deadlineNanos;
          if (Members.isGroup(thread) || by > sessions.endNanos()) {
            return;
          }
          for (String device : sessions.devicesOf(peerOf(thread, cursorOf(last).about()))) {
            if (sessions.isConnected(device, last.nanos(), by)) {
              counts.merge("settled", 1L, Long::sum);
              judgeArrival(device, cursor, last, by);
            }
          }
        });
  }

  private void judgeArrival(String device, String cursor, HistoryEvent last, long by) {
    HistoryEvent pointer = pointers.get(device + " " + cursor);
    if (pointer == null || seqOf(pointer) < seqOf(last) || pointer.nanos() > by) {
      counts.merge("late", 1L, Long::sum);
      String until = " was not seen in time at " + device;
      if (pointer == null) {
        witnesses.add(what(last) + until, last);
      } else {
        witnesses.add(what(last) + until, last, pointer);
      }
    }
  }

  private static String peerOf(String thread, String user) {
    String[] parts = thread.split(":", -1);
    return parts[1].equals(user) ? parts[2] : parts[1];
  }

  private static void keepFurthest(
      Map<String, HistoryEvent> cursors, String name, HistoryEvent event) {
    HistoryEvent before = cursors.get(name);
    if (before == null || seqOf(event) > seqOf(before)) {
      cursors.put(name, event);
    }
  }

  private static String owner(String user, HistoryEvent event) {
    return user + " " + Objects.requireNonNull(event.message()).thread();
  }

  private static boolean isRead(HistoryEvent event) {
    return cursorOf(event).state().equals(Particulars.READ);
  }

  private static Particulars cursorOf(HistoryEvent event) {
    return Objects.requireNonNull(event.particulars());
  }

  private static long seqOf(HistoryEvent event) {
    return Objects.requireNonNull(event.message()).seq();
  }

  private static String what(HistoryEvent event) {
    MessageFacts place = Objects.requireNonNull(event.message());
    Particulars cursor = cursorOf(event);
    return "seq "
        + place.seq()
        + " of "
        + place.thread()
        + ": "
        + cursor.state()
        + " by "
        + cursor.about();
  }

  private Verdict verdict() {
    long receipts = counts.getOrDefault("receipts", 0L);
    if (receipts == 0 && told.isEmpty()) {
      return Verdict.notExercised("No device told or saw a cursor.");
    }
    long settled = counts.getOrDefault("settled", 0L);
    String arrival =
        settled == 0
            ? "; the history ends within the deadline of the last ones."
            : ", and the last ones arrived.";
    return Verdict.of(
        witnesses,
        counts.getOrDefault("fell", 0L)
            + " cursors went back, "
            + (counts.getOrDefault("before_receipt", 0L) + counts.getOrDefault("never_told", 0L))
            + " claimed too much, "
            + counts.getOrDefault("late", 0L)
            + " did not arrive in time.",
        receipts == 0 ? "No device saw the cursor of another user." : "",
        "All " + receipts + " cursors rose and claimed nothing untrue" + arrival,
        counts);
  }
}
