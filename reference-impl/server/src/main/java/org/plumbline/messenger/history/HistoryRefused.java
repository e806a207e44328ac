package org.plumbline.messenger.history;

/** The store will not take this, however often it is asked: the fault is in what it was given. */
public final class HistoryRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public HistoryRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
