package org.plumbline.capacity.evidence;

/**
 * What a drill or a pass line showed; an unclear run is {@link #UNKNOWN} and never counts as held.
 */
public enum Outcome {
  HELD,
  BROKEN,
  UNKNOWN
}
