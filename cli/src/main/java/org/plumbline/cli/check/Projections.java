package org.plumbline.cli.check;

import java.util.List;
import org.plumbline.capacity.evidence.Evidence;
import org.plumbline.cli.run.Projection;

/** Servers and storage at each document's scale, from the calibration of a run. */
final class Projections {
  private Projections() {}

  static List<Projection> of(List<Evidence> evidence) {
    return List.of();
  }
}
