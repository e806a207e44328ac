package org.plumbline.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.capacity.evidence.Outcome;
import org.plumbline.chaos.history.EventType;
import org.plumbline.chaos.history.HistoryEvent;
import org.plumbline.chaos.history.Operation;
import org.plumbline.chaos.history.Particulars;

/** Sound histories into which chance plants faults: fast and slow checkers say the same. */
class ChanceTest {

  private static final int HISTORIES = 1_000;
  private static final int MESSAGES = 4;
  private static final int FAULTS_MAX = 4;
  private static final Deadlines DEADLINES = Deadlines.standard();
  private static final List<String> DEVICES = List.of("ada/a", "ada/b", "bob/a", "bob/b", "cy/a");

  private static final Map<String, Predicate<SlowHistory>> SLOW =
      Map.of(
          "real_time_order", SlowOrderCheckers::reverses,
          "no_silent_gap", SlowReachCheckers::skips,
          "reads_own_writes", SlowOrderCheckers::forgets,
          "honest_receipts",
              history ->
                  SlowOrderCheckers.lies(history) || SlowOrderCheckers.delays(history, DEADLINES),
          "presence_converges", history -> SlowSessionCheckers.misshows(history, DEADLINES),
          "atomic_membership", SlowReachCheckers::mixesMembers,
          "push_for_the_absent", history -> SlowReachCheckers.mispushes(history, DEADLINES),
          "history_is_delivered", SlowReachCheckers::differs,
          "rising_ids", SlowOrderCheckers::confusesIds,
          "newest_session_wins", history -> SlowSessionCheckers.forks(history, DEADLINES));

  /** Where chance strikes, so that it breaks each invariant often enough. */
  private static final Map<String, List<Operation>> TARGETS = targets();

  private static Map<String, List<Operation>> targets() {
    Map<String, List<Operation>> targets = new LinkedHashMap<>();
    targets.put("real_time_order", List.of(Operation.SEND));
    targets.put("no_silent_gap", List.of(Operation.SHOW, Operation.READ, Operation.SEND));
    targets.put("reads_own_writes", List.of(Operation.LOOK));
    targets.put("honest_receipts", List.of(Operation.RECEIPT, Operation.CURSOR, Operation.RECEIVE));
    targets.put(
        "presence_converges", List.of(Operation.PRESENCE, Operation.CONNECT, Operation.DISCONNECT));
    targets.put("atomic_membership", List.of(Operation.SHOW, Operation.CHANGE, Operation.SEND));
    targets.put("push_for_the_absent", List.of(Operation.PUSH));
    targets.put("history_is_delivered", List.of(Operation.READ, Operation.PAGE, Operation.SHOW));
    targets.put("rising_ids", List.of(Operation.SEND));
    targets.put(
        "newest_session_wins", List.of(Operation.CONNECT, Operation.DISCONNECT, Operation.SEND));
    return targets;
  }

  static List<String> judged() {
    return List.copyOf(TARGETS.keySet());
  }

  @ParameterizedTest
  @MethodSource("judged")
  void shouldAgreeWithTheSlowChecker(String invariant) {
    List<Operation> targets = Objects.requireNonNull(TARGETS.get(invariant));
    Predicate<SlowHistory> slowChecker = Objects.requireNonNull(SLOW.get(invariant));
    int broken = 0;
    int sound = 0;
    for (long seed = 0; seed < HISTORIES; seed++) {
      List<HistoryEvent> history = random(seed, targets);
      boolean slow = slowChecker.test(new SlowHistory(history));
      Verdict verdict = Invariants.judge(invariant, history, DEADLINES);
      assertThat(verdict.outcome() == Outcome.BROKEN)
          .as("%s, seed %d: %s", invariant, seed, verdict.witnesses())
          .isEqualTo(slow);
      broken += slow ? 1 : 0;
      sound += slow ? 0 : 1;
    }
    // The comparison means something only if chance has broken enough, and left enough alone.
    assertThat(broken).isGreaterThan(HISTORIES / 10);
    assertThat(sound).isGreaterThan(HISTORIES / 20);
  }

  @Test
  void shouldAgreeOnQueuesToo() {
    Random random = new Random(7);
    int broken = 0;
    for (int history = 0; history < HISTORIES; history++) {
      Chronicle plot = Chronicle.sound(1);
      for (int i = 0; i < 3; i++) {
        String device = DEVICES.get(random.nextInt(DEVICES.size()));
        Particulars queue = Particulars.queue("out", random.nextInt(70), random.nextInt(40) - 1);
        plot.add(random.nextInt(Chronicle.END), EventType.OK, Operation.QUEUE, device, null, queue);
        Particulars code = Particulars.closed(random.nextBoolean() ? 1013 : 1001);
        int at = random.nextInt(Chronicle.END);
        plot.add(at, EventType.INFO, Operation.DISCONNECT, device, null, code);
      }
      boolean slow = SlowSessionCheckers.overflows(new SlowHistory(plot.events));
      assertThat(BoundedQueues.check(plot.events).outcome() == Outcome.BROKEN).isEqualTo(slow);
      broken += slow ? 1 : 0;
    }
    assertThat(broken).isBetween(HISTORIES / 10, HISTORIES - 1);
  }

  private static List<HistoryEvent> random(long seed, List<Operation> targets) {
    Random random = new Random(seed);
    List<HistoryEvent> events =
        new ArrayList<>(Chronicle.sound(MESSAGES + random.nextInt(4)).events);
    for (int fault = 1 + random.nextInt(FAULTS_MAX); fault > 0; fault--) {
      List<Integer> hit = new ArrayList<>();
      for (int i = 0; i < events.size(); i++) {
        if (targets.contains(events.get(i).operation())) {
          hit.add(i);
        }
      }
      if (hit.isEmpty()) {
        break;
      }
      int index = hit.get(random.nextInt(hit.size()));
      HistoryEvent event = events.get(index);
      if (random.nextInt(7) == 0) {
        events.remove(index);
      } else if (random.nextInt(6) == 0) {
        events.add(random.nextInt(events.size()), event);
      } else {
        HistoryEvent other = events.get(hit.get(random.nextInt(hit.size())));
        events.set(index, altered(event, other, random));
      }
    }
    return events;
  }

  private static HistoryEvent altered(HistoryEvent event, HistoryEvent other, Random random) {
    boolean hasSeq = event.message() != null && event.message().seq() >= 0;
    boolean hasId = hasId(event) && hasId(other);
    return switch (random.nextInt(6)) {
      case 0 -> Altered.at(event, event.nanos() + (random.nextInt(40) - 20) * 1_000_000_007L);
      case 1 -> Altered.device(event, DEVICES.get(random.nextInt(DEVICES.size())));
      case 2 -> hasSeq ? Altered.seq(event, 1 + 2 * random.nextInt(8)) : event;
      case 3 -> hasId ? Altered.id(event, SlowHistory.facts(other).messageId()) : event;
      case 4 -> event.epoch() >= 0 ? Altered.epoch(event, random.nextInt(10)) : event;
      default ->
          event.operation() == Operation.PRESENCE
              ? Altered.saying(event, Particulars.presence("bob", random.nextBoolean()))
              : Altered.type(event, List.of(EventType.values()).get(random.nextInt(4)));
    };
  }

  private static boolean hasId(HistoryEvent event) {
    return event.message() != null && !event.message().messageId().isEmpty();
  }
}
