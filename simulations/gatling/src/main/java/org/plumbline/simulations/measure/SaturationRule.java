package org.plumbline.simulations.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * When the generator, and not the messenger, may have shaped the figures.
 *
 * @param cpuShareMax the largest part of its own processor share that a sound generator uses
 * @param lagP99MillisMax how late, at the 99th percentile, a sound generator sends
 */
public record SaturationRule(double cpuShareMax, double lagP99MillisMax) {

  /** 80% of the share, and 10 ms: the house rule for all figures. */
  public static final SaturationRule HOUSE = new SaturationRule(0.8, 10);

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
