package org.plumbline.messenger.media;

/** The object store or the records of media cannot be reached now. */
public final class MediaUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MediaUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
