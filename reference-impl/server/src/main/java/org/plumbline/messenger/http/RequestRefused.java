package org.plumbline.messenger.http;

import io.micronaut.http.HttpStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A controller's way to answer with an error; it becomes an {@link ErrorBody}. */
public final class RequestRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String code;
  private final @Nullable Duration retryAfter;

  private RequestRefused(
      HttpStatus status,
      String code,
      String detail,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(detail, cause);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /** An error that trying again does not change. */
  public static RequestRefused of(HttpStatus status, String code, String detail) {
    return new RequestRefused(status, code, detail, null, null);
  }

  /** 400: the detail names the field, its value and what was expected. */
  public static RequestRefused malformed(String detail) {
    return of(HttpStatus.BAD_REQUEST, "MALFORMED", detail);
  }

  /** 503 with Retry-After: nothing is wrong with the request. */
  public static RequestRefused unavailable(
      String detail, Duration retryAfter, @Nullable Throwable cause) {
    return new RequestRefused(
        HttpStatus.SERVICE_UNAVAILABLE, "UNAVAILABLE", detail, retryAfter, cause);
  }

  /** 429 with Retry-After: too much at once; nothing was done. */
  public static RequestRefused throttled(String detail, Duration retryAfter) {
    return new RequestRefused(
        HttpStatus.TOO_MANY_REQUESTS, "THROTTLED", detail, retryAfter.plusMillis(999), null);
  }

  HttpStatus status() {
    return status;
  }

  String code() {
    return code;
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
