package org.plumbline.chaos.experiment.format;

import java.util.Locale;

/** What an activity is for. */
public enum Kind {
  /** Asks. */
  PROBE,
  /** Does. */
  ACTION;

  /** As the format writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
