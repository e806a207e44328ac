package org.plumbline.chaos.workload;

/** The workload could not be set up, so that nothing can be said of the messenger. */
public final class WorkloadFailed extends Exception {
  private static final long serialVersionUID = 1L;

  public WorkloadFailed(String message) {
    super(message);
  }

  public WorkloadFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
