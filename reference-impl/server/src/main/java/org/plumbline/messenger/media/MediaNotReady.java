package org.plumbline.messenger.media;

/** A message may not refer to this media; the text says why, to its sender. */
public final class MediaNotReady extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MediaNotReady(String message) {
    super(message);
  }
}
