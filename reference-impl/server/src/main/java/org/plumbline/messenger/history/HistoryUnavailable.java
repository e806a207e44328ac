package org.plumbline.messenger.history;

/** The store did not answer, or not in time. Whether a write took effect is not known. */
public final class HistoryUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public HistoryUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
