package org.plumbline.capacity.estimate;

/**
 * An estimate that cannot be read; the message is {@code file:line: field: value (expected: ...)}.
 */
public final class MalformedEstimate extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedEstimate(String message) {
    super(message);
  }
}
