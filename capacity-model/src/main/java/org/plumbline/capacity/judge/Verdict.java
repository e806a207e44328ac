package org.plumbline.capacity.judge;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of a claim. */
public enum Verdict {
  /** The claim is true, within the stated tolerance. */
  HOLDS,
  /** The claim is wrong; the ratio and the likely cause are given. */
  FAILS,
  /** The claim holds only under a named setting, load or reading. */
  CONDITIONAL,
  /** The evidence is too noisy, or the load generator was the bottleneck. */
  INCONCLUSIVE,
  /** There is no evidence; the profile that would bring it is given. */
  NOT_RUN;

  /** The verdict as reports print it, for example {@code not run}. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
