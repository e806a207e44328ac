package org.plumbline.chaos.checker;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;
import org.plumbline.chaos.history.Particulars;

/**
 * I9: an acknowledged message of another member leads to a push at each registered device of a user
 * who was away all the while, within the deadline; a device that was there all the while and had
 * told that it has the message is not pushed to; neither is the sender, nor one who may not see the
 * message. Pushes about the same message collapse into one on the screen.
 *
 * <p>"All the while" is from the message's begin to its acknowledgement, longer by the detection
 * window on both sides; whoever came or went within it may be pushed to or not. A push about a
 * thread covers everything in front of what it is about. Counts: {@code registered}, {@code due},
 * {@code pushes}, {@code missing}, {@code to_present}, {@code to_sender}, {@code to_stranger},
 * {@code uncollapsed}, {@code repeated} (under one collapse id; allowed).
 */
public final class PushForTheAbsent {

  private final Map<String, HistoryEvent> registered = new LinkedHashMap<>();
  private final Map<String, HistoryEvent> invoked = new LinkedHashMap<>();
  private final Map<String, NavigableMap<Long, HistoryEvent>> cursors = new HashMap<>();
  private final Map<String, NavigableMap<Long, HistoryEvent>> pushes = new HashMap<>();
  private final Map<String, HistoryEvent> firstPush = new HashMap<>();
  private final Map<String, HistoryEvent> placed = new HashMap<>();
  private final Map<String, Long> counts = new HashMap<>();
  private final Members members;
  private final Sessions sessions;
  private final Places places;
  private final Deadlines deadlines;
  private final Witnesses witnesses;

  private PushForTheAbsent(Iterable<HistoryEvent> history, Deadlines deadlines) {
    this.members = Members.of(history);
    this.sessions = Sessions.of(history);
    this.places = Places.of(history);
    this.deadlines = deadlines;
    this.witnesses = new Witnesses(history);
  }

  /** Judges the history. */
  public static Verdict check(Iterable<HistoryEvent> history, Deadlines deadlines) {
    PushForTheAbsent checker = new PushForTheAbsent(history, deadlines);
    List<HistoryEvent> events = Places.inTime(history, PushForTheAbsent::concerns);
    events.forEach(checker::learn);
    if (checker.registered.isEmpty() && checker.pushes.isEmpty()) {
      return Verdict.notExercised("No device was registered for push.");
    }
    for (HistoryEvent event : events) {
      if (event.operation() == Operation.PUSH) {
        checker.judgePush(event);
      } else if (event.operation() == Operation.SEND && event.type() == EventType.OK) {
        checker.judgeMessage(event);
      }
    }
    return checker.verdict();
  }

  private static boolean concerns(HistoryEvent event) {
    return switch (event.operation()) {
      case REGISTER, PUSH, CURSOR, SEND -> true;
      default -> false;
    };
  }

  private void learn(HistoryEvent event) {
    MessageFacts message = event.message();
    if (event.operation() == Operation.REGISTER) {
      if (event.type() == EventType.OK) {
        registered.putIfAbsent(event.deviceKey(), event);
      } else {
        // Whether a push was still due to a device that took itself away is not judged.
        registered.remove(event.deviceKey());
      }
    } else if (message != null && event.operation() == Operation.SEND) {
      if (event.type() == EventType.INVOKE) {
        invoked.putIfAbsent(message.key(), event);
      }
      long seq = places.of(message);
      if (seq != HistoryEvent.NO_SEQ) {
        placed.putIfAbsent(message.thread() + " " + seq, event);
      }
    } else if (message != null) {
      Map<String, NavigableMap<Long, HistoryEvent>> byTime =
          event.operation() == Operation.PUSH ? pushes : cursors;
      byTime
          .computeIfAbsent(event.deviceKey() + " " + message.thread(), _ -> new TreeMap<>())
          .merge(event.nanos(), event, (one, other) -> seqOf(other) < seqOf(one) ? one : other);
    }
  }

  private void judgeMessage(HistoryEvent acknowledged) {
    MessageFacts message = Objects.requireNonNull(acknowledged.message());
    HistoryEvent begun = invoked.get(message.key());
    long seq = places.of(message);
    if (begun == null || seq == HistoryEvent.NO_SEQ) {
      return;
    }
    long from = begun.nanos() - deadlines.detection().toNanos();
    long to = acknowledged.nanos() + deadlines.detection().toNanos();
    long by = to + deadlines.push().toNanos();
    for (HistoryEvent device : registered.values()) {
      boolean due =
          by <= sessions.endNanos()
              && device.nanos() <= from
              && !device.user().equals(message.sender())
              && members.sees(message.thread(), device.user(), seq)
              && sessions.isAway(device.user(), from, by);
      if (!due) {
        continue;
      }
      counts.merge("due", 1L, Long::sum);
      boolean pushed =
          pushes
              .getOrDefault(device.deviceKey() + " " + message.thread(), new TreeMap<>())
              .subMap(begun.nanos(), true, by, true)
              .values()
              .stream()
              .anyMatch(push -> seqOf(push) >= seq);
      if (!pushed) {
        String what = ": no push to " + device.deviceKey() + ", whose user was away";
        breach("missing", message, what, begun, acknowledged);
      }
    }
  }

  private void judgePush(HistoryEvent push) {
    counts.merge("pushes", 1L, Long::sum);
    MessageFacts about = push.message();
    if (about == null) {
      return;
    }
    String place = about.thread() + " " + about.seq();
    HistoryEvent sending = placed.get(place);
    if (sending != null && sending.user().equals(push.user())) {
      breach("to_sender", about, ": pushed to its own sender", push);
    }
    if (members.knows(about.thread())
        && about.seq() != HistoryEvent.NO_SEQ
        && !members.sees(about.thread(), push.user(), about.seq())) {
      breach("to_stranger", about, ": pushed to one who may not see it", push);
    }
    HistoryEvent before = firstPush.putIfAbsent(push.deviceKey() + " " + place, push);
    if (before != null) {
      boolean collapses = collapseId(before).equals(collapseId(push));
      counts.merge("repeated", collapses ? 1L : 0L, Long::sum);
      if (!collapses) {
        breach("uncollapsed", about, ": pushed twice, to be shown twice", before, push);
      }
    }
    judgePresence(push, about, sending);
  }

  private void judgePresence(
      HistoryEvent push, MessageFacts about, @Nullable HistoryEvent sending) {
    HistoryEvent begun = sending == null ? null : invoked.get(keyOf(sending));
    if (begun == null) {
      return;
    }
    long from = begun.nanos() - deadlines.detection().toNanos();
    Map.Entry<Long, HistoryEvent> told =
        cursors
            .getOrDefault(push.deviceKey() + " " + about.thread(), new TreeMap<>())
            .floorEntry(push.nanos() - deadlines.detection().toNanos());
    boolean has = told != null && seqOf(told.getValue()) >= about.seq();
    if (has && sessions.isConnected(push.deviceKey(), from, push.nanos())) {
      breach("to_present", about, ": pushed though the device was there and had it", begun, push);
    }
  }

  private void breach(String count, MessageFacts message, String what, HistoryEvent... seen) {
    counts.merge(count, 1L, Long::sum);
    witnesses.add(Witnesses.of(message) + what, seen);
  }

  private static String keyOf(HistoryEvent event) {
    return Objects.requireNonNull(event.message()).key();
  }

  private static long seqOf(HistoryEvent event) {
    return Objects.requireNonNull(event.message()).seq();
  }

  private static String collapseId(HistoryEvent push) {
    Particulars particulars = push.particulars();
    return particulars == null ? "" : particulars.about();
  }

  private Verdict verdict() {
    counts.put("registered", (long) registered.size());
    long due = counts.getOrDefault("due", 0L);
    long wrong =
        counts.getOrDefault("to_present", 0L)
            + counts.getOrDefault("to_sender", 0L)
            + counts.getOrDefault("to_stranger", 0L)
            + counts.getOrDefault("uncollapsed", 0L);
    if (due == 0 && wrong == 0) {
      return Verdict.notExercised(
          "No registered user was away for a message and its whole deadline.");
    }
    return Verdict.of(
        witnesses,
        counts.getOrDefault("missing", 0L)
            + " of "
            + due
            + " pushes that were due did not come, and "
            + wrong
            + " came that should not have.",
        "",
        "All " + due + " pushes that were due came, and none that should not have.",
        counts);
  }
}
