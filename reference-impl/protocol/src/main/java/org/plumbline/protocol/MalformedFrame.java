package org.plumbline.protocol;

/** A frame that cannot be read. The message names the field, the value and what was expected. */
public final class MalformedFrame extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedFrame(String message) {
    super(message);
  }

  public MalformedFrame(String message, Throwable cause) {
    super(message, cause);
  }
}
