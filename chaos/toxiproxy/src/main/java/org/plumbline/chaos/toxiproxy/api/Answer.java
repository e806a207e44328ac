package org.plumbline.chaos.toxiproxy.api;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer.
 *
 * @param matched whether a route was found; the original adds its request id only then
 */
record Answer(int status, @Nullable String contentType, String body, boolean matched) {
  static final String JSON = "application/json";
  static final String TEXT = "text/plain; charset=utf-8";

  static Answer json(int status, String body) {
    return new Answer(status, JSON, body, true);
  }

  static Answer of(int status, String contentType, String body) {
    return new Answer(status, contentType, body, true);
  }

  static Answer empty(int status) {
    return new Answer(status, null, "", true);
  }

  /** Go's router answers these itself, before any of Toxiproxy's own handlers. */
  static Answer unknownPath() {
    return new Answer(404, TEXT, "404 page not found\n", false);
  }

  static Answer wrongMethod() {
    return new Answer(405, null, "", false);
  }

  /** What Go's HTTP server says to something that is not HTTP. */
  static Answer notHttp() {
    return new Answer(400, TEXT, "400 Bad Request", false);
  }
}
