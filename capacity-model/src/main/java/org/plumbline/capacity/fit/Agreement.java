package org.plumbline.capacity.fit;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a prediction fared against what was measured. */
public enum Agreement {
  /** The error is within the target. */
  WITHIN_TARGET("within target"),
  /** The error is larger than the target: the model may not be trusted there. */
  INCONCLUSIVE("inconclusive"),
  /** There was too little to fit on, or nothing to hold out. */
  NOT_RUN("not run");

  private final String words;

  Agreement(String words) {
    this.words = words;
  }

  /** As reports and files have it. */
  @JsonValue
  public String words() {
    return words;
  }
}
