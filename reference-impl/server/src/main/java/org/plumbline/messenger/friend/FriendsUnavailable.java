package org.plumbline.messenger.friend;

/** The store of friendships did not answer, or not in time. */
public final class FriendsUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FriendsUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  public FriendsUnavailable(String message) {
    super(message);
  }
}
