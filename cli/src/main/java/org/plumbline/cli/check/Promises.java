package org.plumbline.cli.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.cli.run.Promise;

/**
 * Which findings are promises of the messenger: those of drills and loads in its default settings.
 * What an alternative acknowledgement loses is a result about that alternative, and a latency is
 * judged with the claim that names it.
 */
public final class Promises {
  private static final String DEFAULT_ACKNOWLEDGEMENT = "on_broker";
  private static final Set<String> KINDS = Set.of("drill", "load");

  private Promises() {}

  /** All promises that this evidence speaks of. */
  public static List<Promise> of(List<Evidence> all) {
    List<Promise> promises = new ArrayList<>();
    for (Evidence evidence : all) {
      if (isOfTheDefault(evidence)) {
        for (Finding finding : evidence.findings()) {
          if (!isLatency(finding) && !finding.id().equals(Outcomes.GENERATOR)) {
            promises.add(
                new Promise(
                    evidence.id(),
                    finding.id(),
                    finding.outcome(),
                    finding.summary(),
                    finding.witnesses(),
                    evidence.file()));
          }
        }
      }
    }
    return promises;
  }

  private static boolean isOfTheDefault(Evidence evidence) {
    String acknowledgement = evidence.settings().getOrDefault("ack", DEFAULT_ACKNOWLEDGEMENT);
    return KINDS.contains(evidence.kind()) && acknowledgement.equals(DEFAULT_ACKNOWLEDGEMENT);
  }

  private static boolean isLatency(Finding finding) {
    return finding.id().contains("p99") || finding.id().contains("latency");
  }
}
