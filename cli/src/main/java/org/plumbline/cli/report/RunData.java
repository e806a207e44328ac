package org.plumbline.cli.report;

import java.util.List;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.cli.run.Manifest;
import org.plumbline.cli.run.RunFolder;
import org.plumbline.cli.run.Summary;

/** Everything that a report shows. */
public record RunData(
    Manifest manifest, Summary summary, List<Evidence> evidence, List<LatencySeries> latencies) {
  public RunData {
    evidence = List.copyOf(evidence);
    latencies = List.copyOf(latencies);
  }

  /** The run in that folder, judged as {@code summary} says. */
  public static RunData of(RunFolder folder, Summary summary) {
    return new RunData(
        folder.manifest(), summary, folder.evidence(), LatencySeries.readAll(folder.path()));
  }
}
