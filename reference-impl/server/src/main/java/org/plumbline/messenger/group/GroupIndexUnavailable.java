package org.plumbline.messenger.group;

/** The index of groups cannot be read or written now. */
public final class GroupIndexUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public GroupIndexUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
