package org.plumbline.chaos.fault;

/** A fault that cannot strike or be healed; the message says which and why. */
public final class FaultFailure extends Exception {
  private static final long serialVersionUID = 1L;

  public FaultFailure(String message) {
    super(message);
  }

  public FaultFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
