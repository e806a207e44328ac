package org.plumbline.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An HTTP request that was not answered as hoped: by which status, or none at all. */
public final class RequestFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient @Nullable Duration retryAfter;

  RequestFailed(String message, int status, @Nullable Duration retryAfter) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  RequestFailed(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
    this.retryAfter = null;
  }

  /** The HTTP status, or 0 when no answer came. */
  public int status() {
    return status;
  }

  /** When the server asked to try again, or null. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
