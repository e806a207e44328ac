package org.plumbline.messenger.history.shards;

/** The shared map could not be reached. Whether a change took effect is not known. */
public final class ShardMapUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ShardMapUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
