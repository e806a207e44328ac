package org.plumbline.messenger.membership;

/** It is not known who is a member now; rather than to guess, nothing is shown. */
public final class MembershipsUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MembershipsUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
