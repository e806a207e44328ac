package org.plumbline.chaos.experiment.format;

import java.util.List;

/** What normal looks like: probes, each with its tolerance. */
public record Hypothesis(String title, List<Activity> probes) {

  public Hypothesis {
    probes = List.copyOf(probes);
  }
}
