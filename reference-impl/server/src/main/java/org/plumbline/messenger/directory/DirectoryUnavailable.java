package org.plumbline.messenger.directory;

/** The directory did not answer, or not in time, or did not accept what it was told. */
public class DirectoryUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DirectoryUnavailable(String message) {
    super(message);
  }

  public DirectoryUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
