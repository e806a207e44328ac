package org.plumbline.chaos.experiment.run;

import java.util.Locale;

/** How a run ended. */
public enum Status {
  /** All was performed. */
  COMPLETED,
  /** An activity failed, or the hypothesis was not met before the method, which was not begun. */
  FAILED,
  /** Something broke in us. */
  ABORTED,
  /** It was asked to end. */
  INTERRUPTED;

  /** As the journal writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
