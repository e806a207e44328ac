package org.plumbline.chaos.checker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;

/**
 * I10: when all is quiet, a thread's history is what its members' devices showed, each where its
 * user may look; and it is the same, without overlap, in pages of any size.
 *
 * <p>A device's own messages are its own: they may be missing among what it showed. Compared are
 * devices that completed their last sync, and reads that came to their end; of a read by pages the
 * first difference is told. Counts: {@code messages}, {@code page_reads}, {@code only_stored},
 * {@code only_shown}, {@code pages_differ}.
 */
public final class HistoryIsDelivered {

  /** What one user read of one thread in pages of one size; 0 for the last read. */
  private record Reading(String thread, String user, long size) {}

  private final Map<Reading, List<HistoryEvent>> readings = new LinkedHashMap<>();
  private final Map<Reading, HistoryEvent> complete = new LinkedHashMap<>();
  private final Map<String, Map<Long, HistoryEvent>> shown = new HashMap<>();
  private final Map<String, HistoryEvent> synced = new LinkedHashMap<>();
  private final Map<String, Long> counts = new HashMap<>();
  private final Members members;
  private final Places places;
  private final Witnesses witnesses;
  private boolean incomplete;

  private HistoryIsDelivered(Iterable<HistoryEvent> history) {
    this.members = Members.of(history);
    this.places = Places.of(history);
    this.witnesses = new Witnesses(history);
  }

  /** Judges the history. */
  public static Verdict check(Iterable<HistoryEvent> history) {
    HistoryIsDelivered checker = new HistoryIsDelivered(history);
    history.forEach(checker::take);
    checker.complete.forEach(
        (reading, end) -> {
          if (reading.size() == 0) {
            checker.compareWithShown(reading, end);
          } else {
            checker.comparePages(reading, end);
          }
        });
    return checker.verdict();
  }

  private void take(HistoryEvent event) {
    MessageFacts message = event.message();
    switch (event.operation()) {
      case FINAL_SYNC -> {
        if (event.type() == EventType.OK) {
          synced.put(event.deviceKey(), event);
        }
      }
      case FINAL_READ, PAGED -> {
        if (event.type() == EventType.OK) {
          complete.put(readingOf(event), event);
        } else if (event.type() == EventType.INFO) {
          incomplete = true;
        }
      }
      case READ, PAGE ->
          readings.computeIfAbsent(readingOf(event), _ -> new ArrayList<>()).add(event);
      case SHOW, SEND -> {
        if (message != null && event.type() == EventType.OK) {
          shown
              .computeIfAbsent(event.deviceKey() + " " + message.thread(), _ -> new HashMap<>())
              .putIfAbsent(places.of(message), event);
        }
      }
      default -> {
        // Neither read nor shown.
      }
    }
  }

  private static Reading readingOf(HistoryEvent event) {
    String thread = Objects.requireNonNull(event.message()).thread();
    boolean paged = event.operation() == Operation.PAGE || event.operation() == Operation.PAGED;
    long size = paged && event.particulars() != null ? event.particulars().amount() : 0;
    return new Reading(thread, event.user(), size);
  }

  private void compareWithShown(Reading reading, HistoryEvent end) {
    List<HistoryEvent> read = readings.getOrDefault(reading, List.of());
    count("messages", read.size());
    Set<Long> stored = new HashSet<>();
    read.forEach(each -> stored.add(messageOf(each).seq()));
    for (HistoryEvent sync : synced.values()) {
      String user = sync.user();
      if (!members.everIn(reading.thread()).contains(user)) {
        continue;
      }
      Map<Long, HistoryEvent> has =
          shown.getOrDefault(sync.deviceKey() + " " + reading.thread(), Map.of());
      for (HistoryEvent each : read) {
        MessageFacts message = messageOf(each);
        boolean due =
            members.sees(reading.thread(), user, message.seq()) && !message.sender().equals(user);
        if (due && !has.containsKey(message.seq())) {
          breach("only_stored", message, ": not shown by " + sync.deviceKey(), each, sync);
        }
      }
      for (HistoryEvent each : has.values()) {
        MessageFacts message = messageOf(each);
        long seq = places.of(message);
        boolean readable =
            seq == HistoryEvent.NO_SEQ || members.sees(reading.thread(), reading.user(), seq);
        if (readable && !stored.contains(seq)) {
          breach("only_shown", message, ": not in the history", each, end);
        }
      }
    }
  }

  private void comparePages(Reading reading, HistoryEvent end) {
    List<HistoryEvent> whole = wholeFor(reading);
    if (whole == null) {
      return;
    }
    count("page_reads", 1);
    List<HistoryEvent> pages = readings.getOrDefault(reading, List.of());
    for (int i = 0; i < Math.max(whole.size(), pages.size()); i++) {
      HistoryEvent expected = i < whole.size() ? whole.get(i) : null;
      HistoryEvent paged = i < pages.size() ? pages.get(i) : null;
      if (!isSame(expected, paged)) {
        HistoryEvent first = expected == null ? Objects.requireNonNull(paged) : expected;
        String what = ": otherwise, or not there, in pages of " + reading.size();
        breach("pages_differ", messageOf(first), what, first, paged == null ? end : paged);
        return;
      }
    }
  }

  /** The last read of the thread, as far as the reader of the pages may see it. */
  private @Nullable List<HistoryEvent> wholeFor(Reading reading) {
    for (Reading other : complete.keySet()) {
      boolean comparable =
          other.size() == 0
              && other.thread().equals(reading.thread())
              && (other.user().equals(reading.user()) || !Members.isGroup(reading.thread()));
      if (comparable) {
        return readings.getOrDefault(other, List.of());
      }
    }
    return null;
  }

  private static boolean isSame(@Nullable HistoryEvent one, @Nullable HistoryEvent other) {
    if (one == null || other == null) {
      return false;
    }
    MessageFacts first = messageOf(one);
    MessageFacts second = messageOf(other);
    return first.seq() == second.seq()
        && first.messageId().equals(second.messageId())
        && first.hash().equals(second.hash());
  }

  private static MessageFacts messageOf(HistoryEvent event) {
    return Objects.requireNonNull(event.message());
  }

  private void breach(String count, MessageFacts message, String what, HistoryEvent... seen) {
    count(count, 1);
    witnesses.add(Witnesses.of(message) + what, seen);
  }

  private void count(String name, long more) {
    counts.merge(name, more, Long::sum);
  }

  private Verdict verdict() {
    return Verdict.of(
        witnesses,
        counts.getOrDefault("only_stored", 0L)
            + " messages of a history were not shown, "
            + counts.getOrDefault("only_shown", 0L)
            + " shown ones are not in it, and "
            + counts.getOrDefault("pages_differ", 0L)
            + " reads by pages differ.",
        missing(),
        "The histories hold what the devices showed, "
            + counts.getOrDefault("messages", 0L)
            + " messages, and "
            + counts.getOrDefault("page_reads", 0L)
            + " reads in pages of other sizes gave the same.",
        counts);
  }

  private String missing() {
    if (counts.getOrDefault("messages", 0L) == 0) {
      return "No history with a message was read to its end.";
    }
    if (synced.isEmpty()) {
      return "No device completed its last sync.";
    }
    return incomplete ? "Not every history could be read to its end." : "";
  }
}
