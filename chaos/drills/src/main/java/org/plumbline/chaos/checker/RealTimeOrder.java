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

/**
 * I3b: what a user sent after an earlier message of his in the same thread was acknowledged stands
 * behind it. Between different users of a thread the same is counted, and not demanded.
 *
 * <p>In the order of places the newest begin so far is kept: a message whose acknowledgement is
 * older than that stands behind one which began only afterwards. Counts: {@code judged}, {@code
 * reversed_for_a_sender}, {@code reversed_in_a_thread} (of different senders).
 */
public final class RealTimeOrder {

  private static final class Sending {
    final HistoryEvent invoked;
    @Nullable HistoryEvent acknowledged;
    long seq = HistoryEvent.NO_SEQ;

    Sending(HistoryEvent invoked) {
      this.invoked = invoked;
    }

    boolean endedBefore(Sending other) {
      return acknowledged != null && acknowledged.nanos() < other.invoked.nanos();
    }
  }

  // Two at one place break I3; here the later one counts as the first of them.
  private static final Comparator<Sending> BY_PLACE =
      Comparator.<Sending>comparingLong(sending -> sending.seq)
          .thenComparing(sending -> sending.invoked.nanos(), Comparator.reverseOrder());

  private final Map<String, Map<String, Sending>> threads = new LinkedHashMap<>();
  private final Witnesses witnesses;
  private long judged;
  private long forSender;
  private long inThread;

  private RealTimeOrder(Iterable<HistoryEvent> history) {
    this.witnesses = new Witnesses(history);
  }

  /** Judges the history. */
  public static Verdict check(Iterable<HistoryEvent> history) {
    RealTimeOrder checker = new RealTimeOrder(history);
    Places places = Places.of(history);
    history.forEach(event -> checker.take(event, places));
    checker.threads.values().forEach(checker::judge);
    return checker.verdict();
  }

  private void take(HistoryEvent event, Places places) {
    MessageFacts message = event.message();
    if (message == null || event.operation() != Operation.SEND) {
      return;
    }
    Map<String, Sending> thread =
        threads.computeIfAbsent(message.thread(), _ -> new LinkedHashMap<>());
    if (event.type() == EventType.INVOKE) {
      thread.computeIfAbsent(message.key(), _ -> new Sending(event)).seq = places.of(message);
    } else if (event.type() == EventType.OK) {
      Sending sending = thread.get(message.key());
      if (sending != null && sending.acknowledged == null) {
        sending.acknowledged = event;
      }
    }
  }

  private void judge(Map<String, Sending> thread) {
    List<Sending> placed = new ArrayList<>(thread.values());
    placed.removeIf(sending -> sending.seq == HistoryEvent.NO_SEQ);
    placed.sort(BY_PLACE);
    Map<String, Sending> newestOf = new HashMap<>();
    Sending newest = null;
    for (Sending sending : placed) {
      judged += sending.acknowledged == null ? 0 : 1;
      Sending own = newestOf.get(sending.invoked.user());
      if (own != null && sending.endedBefore(own)) {
        forSender++;
        witness(sending, own);
      } else if (newest != null && sending.endedBefore(newest)) {
        inThread++;
      }
      newestOf.merge(sending.invoked.user(), sending, RealTimeOrder::later);
      newest = newest == null ? sending : later(newest, sending);
    }
  }

  private static Sending later(Sending one, Sending other) {
    return other.invoked.nanos() > one.invoked.nanos() ? other : one;
  }

  private void witness(Sending behind, Sending before) {
    HistoryEvent ended = Objects.requireNonNull(behind.acknowledged);
    MessageFacts message = Objects.requireNonNull(behind.invoked.message());
    MessageFacts later = Objects.requireNonNull(before.invoked.message());
    witnesses.add(
        Witnesses.of(message)
            + ": at seq "
            + behind.seq
            + ", behind "
            + later.key()
            + " at seq "
            + before.seq
            + ", which was sent only after its acknowledgement",
        behind.invoked,
        ended,
        before.invoked);
  }

  private Verdict verdict() {
    Map<String, Long> counts =
        Map.of(
            "judged", judged,
            "reversed_for_a_sender", forSender,
            "reversed_in_a_thread", inThread);
    return Verdict.of(
        witnesses,
        forSender + " messages stand behind one that their own sender sent later.",
        judged == 0 ? "No acknowledged message's place is known." : "",
        "Each sender's " + judged + " acknowledged messages stand as they were sent.",
        counts);
  }
}
