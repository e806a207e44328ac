package org.plumbline.chaos.checker;

import java.util.List;
import java.util.Map;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;

/**
 * What a checker says.
 *
 * @param outcome held, broken or unknown
 * @param summary one sentence; of an unknown one, the reason
 * @param witnesses which message, device and time show it, the shortest first; a bounded number
 * @param counts what was counted, by name
 * @param exercised false when the history has nothing that the invariant speaks of; then the
 *     outcome is unknown
 */
public record Verdict(
    Outcome outcome,
    String summary,
    List<String> witnesses,
    Map<String, Long> counts,
    boolean exercised) {

  public Verdict {
    witnesses = List.copyOf(witnesses);
    counts = Map.copyOf(counts);
  }

  /** A verdict on what the history has. */
  public Verdict(
      Outcome outcome, String summary, List<String> witnesses, Map<String, Long> counts) {
    this(outcome, summary, witnesses, counts, true);
  }

  /** Nothing of the kind was done or seen. */
  static Verdict notExercised(String reason) {
    return new Verdict(Outcome.UNKNOWN, reason, List.of(), Map.of(), false);
  }

  /**
   * Broken with a witness; else unknown when something is missing; else held.
   *
   * @param missing why nothing can be said, or empty
   */
  static Verdict of(
      Witnesses witnesses, String broken, String missing, String held, Map<String, Long> counts) {
    if (!witnesses.isEmpty()) {
      return new Verdict(Outcome.BROKEN, broken, witnesses.list(), counts);
    }
    return missing.isEmpty()
        ? new Verdict(Outcome.HELD, held, List.of(), counts)
        : new Verdict(Outcome.UNKNOWN, missing, List.of(), counts);
  }

  /** A count, 0 when it was not made. */
  public long count(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** As a finding of evidence. */
  public Finding finding(String id) {
    return new Finding(id, outcome, summary, witnesses);
  }
}
