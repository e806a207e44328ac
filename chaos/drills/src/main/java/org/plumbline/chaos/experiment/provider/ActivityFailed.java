package org.plumbline.chaos.experiment.provider;

/** An activity could not be performed; the message says why. */
public final class ActivityFailed extends Exception {

  private static final long serialVersionUID = 1L;

  public ActivityFailed(String message) {
    super(message);
  }

  public ActivityFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
