package org.plumbline.chaos.checker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.chaos.history.HistoryEvent;

/** All invariants, and what they say of one history. */
public final class Invariants {

  private interface Check {
    Verdict of(Iterable<HistoryEvent> history, Deadlines deadlines);
  }

  /**
   * One of them.
   *
   * @param number as the documents have it
   * @param id of its finding
   */
  private record Invariant(String number, String id, Check check) {}

  private static final List<Invariant> ALL =
      List.of(
          of("I1", "no_acknowledged_loss", NoAcknowledgedLoss::check),
          of("I2", "no_visible_duplicate", NoVisibleDuplicate::check),
          of("I3", "same_order_on_all_devices", SameOrder::check),
          of("I3b", "real_time_order", RealTimeOrder::check),
          of("I4", "no_silent_gap", NoSilentGap::check),
          of("I5", "reads_own_writes", ReadsOwnWrites::check),
          new Invariant("I6", "honest_receipts", HonestReceipts::check),
          new Invariant("I7", "presence_converges", PresenceConverges::check),
          of("I8", "atomic_membership", AtomicMembership::check),
          new Invariant("I9", "push_for_the_absent", PushForTheAbsent::check),
          of("I10", "history_is_delivered", HistoryIsDelivered::check),
          of("I11", "rising_ids", RisingIds::check),
          of("I12", "bounded_queues", BoundedQueues::check),
          new Invariant("I13", "newest_session_wins", NewestSessionWins::check));

  private final Map<String, Verdict> verdicts = new LinkedHashMap<>();
  private final Set<String> demanded;

  private Invariants(Set<String> demanded) {
    this.demanded = Set.copyOf(demanded);
  }

  private interface TimelessCheck {
    Verdict of(Iterable<HistoryEvent> history);
  }

  private static Invariant of(String number, String id, TimelessCheck check) {
    return new Invariant(number, id, (history, _) -> check.of(history));
  }

  /** The ids of all, in the order of their numbers. */
  public static List<String> ids() {
    return ALL.stream().map(Invariant::id).toList();
  }

  /**
   * Judges a history by all of them.
   *
   * @param demanded ids of those for which the history must have something to judge: there "not
   *     exercised" is a finding of outcome unknown
   */
  public static Invariants judge(
      Iterable<HistoryEvent> history, Deadlines deadlines, Set<String> demanded) {
    if (!ids().containsAll(demanded)) {
      throw new IllegalArgumentException("demanded: " + demanded + " (expected: of " + ids() + ")");
    }
    Invariants invariants = new Invariants(demanded);
    for (Invariant each : ALL) {
      invariants.verdicts.put(each.id(), each.check().of(history, deadlines));
    }
    return invariants;
  }

  /** Judges a history by one of them alone. */
  public static Verdict judge(String id, Iterable<HistoryEvent> history, Deadlines deadlines) {
    return ALL.stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(() -> unknown(id))
        .check()
        .of(history, deadlines);
  }

  private static IllegalArgumentException unknown(String id) {
    return new IllegalArgumentException("id: " + id + " (expected: one of " + ids() + ")");
  }

  /** What one of them says. */
  public Verdict verdict(String id) {
    Verdict verdict = verdicts.get(id);
    if (verdict == null) {
      throw unknown(id);
    }
    return verdict;
  }

  /** Of all that were exercised or demanded. */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    verdicts.forEach(
        (id, verdict) -> {
          if (verdict.exercised() || demanded.contains(id)) {
            findings.add(verdict.finding(id));
          }
        });
    return findings;
  }

  /** A sentence that names those on which the history says nothing, and why; empty for none. */
  public String notExercised() {
    String rest =
        ALL.stream()
            .filter(each -> !verdict(each.id()).exercised() && !demanded.contains(each.id()))
            .map(each -> each.number() + " " + each.id() + " (" + reason(each.id()) + ")")
            .collect(Collectors.joining("; "));
    return rest.isEmpty() ? "" : "Not exercised, and so neither held nor broken: " + rest + ".";
  }

  private String reason(String id) {
    String summary = verdict(id).summary();
    return summary.substring(0, summary.length() - 1);
  }
}
