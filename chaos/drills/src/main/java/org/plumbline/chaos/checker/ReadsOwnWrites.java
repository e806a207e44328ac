package org.plumbline.chaos.checker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.HistoryEvent.MessageFacts;
import org.plumbline.chaos.history.Operation;

/**
 * I5: whoever looks into a thread's history sees there what any device of his had acknowledged
 * before he looked, and never less than the same device saw before.
 *
 * <p>A look tells the newest place alone, so what is judged is how far it reaches. Counts: {@code
 * looks}, {@code looks_refused}, {@code own_unseen}, {@code went_back}, {@code behind_the_screen}
 * (less far than the device had shown; allowed).
 */
public final class ReadsOwnWrites {

  /** How far a look has to reach, and why. */
  private record Mark(long seq, HistoryEvent because) {}

  private final Map<String, Mark> acknowledged = new HashMap<>();
  private final Map<String, Mark> seen = new HashMap<>();
  private final Map<String, Long> shown = new HashMap<>();
  private final Map<String, Mark> demanded = new HashMap<>();
  private final Map<String, Long> counts = new HashMap<>();
  private final Places places;
  private final Witnesses witnesses;

  private ReadsOwnWrites(Iterable<HistoryEvent> history) {
    this.places = Places.of(history);
    this.witnesses = new Witnesses(history);
  }

  /** Judges the history. */
  public static Verdict check(Iterable<HistoryEvent> history) {
    ReadsOwnWrites checker = new ReadsOwnWrites(history);
    List<HistoryEvent> events = Places.inTime(history, ReadsOwnWrites::concerns);
    if (events.stream().noneMatch(event -> event.operation() == Operation.LOOK)) {
      return Verdict.notExercised("Nobody looked into a history while the load ran.");
    }
    events.forEach(checker::take);
    return checker.verdict();
  }

  private static boolean concerns(HistoryEvent event) {
    return event.message() != null
        && switch (event.operation()) {
          case LOOK -> true;
          case SEND, SHOW -> event.type() == EventType.OK;
          default -> false;
        };
  }

  private void take(HistoryEvent event) {
    MessageFacts message = Objects.requireNonNull(event.message());
    String ofUser = event.user() + " " + message.thread();
    String ofDevice = event.deviceKey() + " " + message.thread();
    switch (event.operation()) {
      case SEND ->
          acknowledged.merge(ofUser, new Mark(places.of(message), event), ReadsOwnWrites::further);
      case SHOW -> shown.merge(ofDevice, message.seq(), Math::max);
      default -> look(event, message, ofUser, ofDevice);
    }
  }

  private void look(HistoryEvent event, MessageFacts message, String ofUser, String ofDevice) {
    switch (event.type()) {
      case INVOKE -> {
        Mark own = acknowledged.get(ofUser);
        // What was acknowledged in the very nanosecond of the look was not before it.
        if (own != null && own.because().nanos() < event.nanos()) {
          demanded.put(ofDevice, own);
        } else {
          demanded.remove(ofDevice);
        }
      }
      case OK -> {
        counts.merge("looks", 1L, Long::sum);
        judge(event, message.seq(), demanded.get(ofDevice), "own_unseen", "acknowledged before");
        judge(event, message.seq(), seen.get(ofDevice), "went_back", "seen before");
        if (message.seq() < shown.getOrDefault(ofDevice, HistoryEvent.NO_SEQ)) {
          counts.merge("behind_the_screen", 1L, Long::sum);
        }
        seen.merge(ofDevice, new Mark(message.seq(), event), ReadsOwnWrites::further);
      }
      case FAIL, INFO -> counts.merge("looks_refused", 1L, Long::sum);
    }
  }

  private void judge(
      HistoryEvent look, long reached, @Nullable Mark mark, String count, String how) {
    if (mark != null && reached < mark.seq()) {
      counts.merge(count, 1L, Long::sum);
      MessageFacts missed = Objects.requireNonNull(mark.because().message());
      String what = ": " + how + " at seq " + mark.seq() + ", and a look reached only " + reached;
      witnesses.add(Witnesses.of(missed) + what, mark.because(), look);
    }
  }

  private static Mark further(Mark one, Mark other) {
    return other.seq() > one.seq() ? other : one;
  }

  private Verdict verdict() {
    long looks = counts.getOrDefault("looks", 0L);
    return Verdict.of(
        witnesses,
        counts.getOrDefault("own_unseen", 0L)
            + " looks missed what their user had sent, and "
            + counts.getOrDefault("went_back", 0L)
            + " showed less than one before.",
        looks == 0 ? "No look into a history was answered." : "",
        "All " + looks + " looks reached what their user had sent and what they had shown before.",
        counts);
  }
}
