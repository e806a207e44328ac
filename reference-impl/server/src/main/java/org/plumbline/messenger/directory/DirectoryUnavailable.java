package org.plumbline.messenger.directory;

/** The directory did not answer, or not in time. */
public final class DirectoryUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DirectoryUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
