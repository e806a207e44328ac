package org.plumbline.messenger.device;

/** The store of devices did not answer, or not in time. */
public final class DevicesUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DevicesUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
