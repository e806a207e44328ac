package org.plumbline.floors;

/** A floor's program could not be run; the message names it, its log, and what was expected. */
public final class FloorFailure extends Exception {
  private static final long serialVersionUID = 1L;

  FloorFailure(String message, Throwable cause) {
    super(message, cause);
  }

  FloorFailure(String message) {
    super(message);
  }
}
