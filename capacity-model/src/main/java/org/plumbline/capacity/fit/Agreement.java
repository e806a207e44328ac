package org.plumbline.capacity.fit;

/** How a prediction fared against what was measured. */
public enum Agreement {
  /** The error is within the target. */
  WITHIN_TARGET,
  /** The error is larger than the target: the model may not be trusted there. */
  INCONCLUSIVE,
  /** There was too little to fit on, or nothing to hold out. */
  NOT_RUN
}
