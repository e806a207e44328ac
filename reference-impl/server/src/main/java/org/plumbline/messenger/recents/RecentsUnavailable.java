package org.plumbline.messenger.recents;

/** The copy cannot be reached now; the history can be read instead. */
public final class RecentsUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RecentsUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
