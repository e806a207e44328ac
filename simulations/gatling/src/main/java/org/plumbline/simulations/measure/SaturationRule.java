package org.plumbline.simulations.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.plumbline.capacity.evidence.Finding;
import org.plumbline.capacity.evidence.Outcome;

/**
 * When the generator, and not the messenger, may have shaped the figures.
 *
 * @param cpuShareMax the largest part of its own processor share that a sound generator uses
 * @param lagP99MillisMax how late, at the 99th percentile, a sound generator sends
 */
public record SaturationRule(double cpuShareMax, double lagP99MillisMax) {

  /** The id of the finding. */
  public static final String FINDING = "generator_not_saturated";

  /** 80% of the share, and 10 ms: the house rule for all figures. */
  public static final SaturationRule HOUSE = new SaturationRule(0.8, 10);

  /** Whether the generator was sound, as a finding of the id {@value #FINDING}. */
  public Finding finding(double cpuShare, double lagP99Millis) {
    List<String> passed = passedLimits(cpuShare, lagP99Millis);
    if (passed.isEmpty()) {
      return Finding.of(
          FINDING,
          Outcome.HELD,
          String.format(
              Locale.ROOT,
              "The generator used %.0f%% of its processor share and sent at most %.1f ms late at"
                  + " the 99th percentile.",
              cpuShare * 100,
              lagP99Millis));
    }
    return Finding.of(
        FINDING,
        Outcome.BROKEN,
        "The load is inconclusive: " + String.join(", and ", passed) + ".");
  }

  /** The limits that were passed, each a sentence; empty for a sound generator. */
  public List<String> passedLimits(double cpuShare, double lagP99Millis) {
    List<String> passed = new ArrayList<>();
    if (cpuShare > cpuShareMax) {
      passed.add(
          String.format(
              Locale.ROOT,
              "the generator used %.0f%% of its processor share (limit: %.0f%%)",
              cpuShare * 100,
              cpuShareMax * 100));
    }
    if (lagP99Millis > lagP99MillisMax) {
      passed.add(
          String.format(
              Locale.ROOT,
              "the generator sent %.1f ms late at the 99th percentile (limit: %.0f ms)",
              lagP99Millis,
              lagP99MillisMax));
    }
    return List.copyOf(passed);
  }
}
