package org.plumbline.messenger.gateway;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Locale;

/** Why there is no session, and what the answer to the upgrade says. */
enum Refusal {
  ROLE(HttpResponseStatus.NOT_FOUND, "this node keeps no sessions"),
  TOKEN(HttpResponseStatus.UNAUTHORIZED, "a valid token is needed"),
  ORIGIN(HttpResponseStatus.FORBIDDEN, "this origin is not allowed"),
  HANDSHAKE(HttpResponseStatus.BAD_REQUEST, "not a handshake of RFC 6455, section 4.2.1"),
  VERSION(HttpResponseStatus.UPGRADE_REQUIRED, "Sec-WebSocket-Version: (expected: 13)"),
  THROTTLED(HttpResponseStatus.TOO_MANY_REQUESTS, "too many attempts"),
  FULL(HttpResponseStatus.SERVICE_UNAVAILABLE, "this node is full"),
  BUSY(HttpResponseStatus.SERVICE_UNAVAILABLE, "too many come at once"),
  DIRECTORY(HttpResponseStatus.SERVICE_UNAVAILABLE, "the session cannot be recorded now"),
  DRAINING(HttpResponseStatus.SERVICE_UNAVAILABLE, "this node is about to stop");

  private final int status;
  private final String detail;

  Refusal(HttpResponseStatus status, String detail) {
    this.status = status.code();
    this.detail = detail;
  }

  HttpResponseStatus status() {
    return HttpResponseStatus.valueOf(status);
  }

  String detail() {
    return detail;
  }

  /** The name in lower case, as metrics have it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether trying again makes sense, so that the answer says when. */
  boolean isPassing() {
    return status().equals(HttpResponseStatus.SERVICE_UNAVAILABLE)
        || status().equals(HttpResponseStatus.TOO_MANY_REQUESTS);
  }
}
