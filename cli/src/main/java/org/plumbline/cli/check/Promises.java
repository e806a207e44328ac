package org.plumbline.cli.check;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.cli.run.Promise;

/** What the judge counts as promises of the messenger, with what became of each. */
public final class Promises {

  private Promises() {}

  /** All promises that this evidence speaks of. */
  public static List<Promise> of(List<Evidence> all) {
    List<Promise> promises = new ArrayList<>();
    for (Evidence evidence : all) {
      if (isOfTheDefault(evidence)) {
        for (Finding finding : evidence.findings()) {
          if (org.plumbline.capacity.judge.Promises.isPromise(finding)) {
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

  static boolean isOfTheDefault(Evidence evidence) {
    return org.plumbline.capacity.judge.Promises.areMadeIn(evidence);
  }
}
