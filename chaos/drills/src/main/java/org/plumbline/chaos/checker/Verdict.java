package org.plumbline.chaos.checker;

import java.util.List;
import java.util.Map;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;

/**
 * What a checker says.
 *
 * @param outcome held, broken or unknown
 * @param summary one sentence
 * @param witnesses which message, device and time show it; a bounded number
 * @param counts what was counted, by name
 */
public record Verdict(
    Outcome outcome, String summary, List<String> witnesses, Map<String, Long> counts) {

  public Verdict {
    witnesses = List.copyOf(witnesses);
    counts = Map.copyOf(counts);
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
