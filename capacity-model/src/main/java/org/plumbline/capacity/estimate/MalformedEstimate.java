package org.plumbline.capacity.estimate;

/**
 * A file that cannot be read; the message has a line {@code file:line: field: value (expected:
 * ...)} for each thing that is wrong.
 */
public final class MalformedEstimate extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String complaints;

  MalformedEstimate(String message) {
    super(message);
    complaints = message;
  }

  /** All that is wrong, a line each. */
  @Override
  public String getMessage() {
    return complaints;
  }
}
