package org.plumbline.chaos.toxiproxy.api;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer.
 *
 * @param contentType none for an answer without a body
 * @param location where a redirect leads
 * @param matched whether a route was found; the original numbers only such answers
 */
record Answer(
    int status,
    @Nullable String contentType,
    @Nullable String location,
    String body,
    boolean matched) {
  static final String JSON = "application/json";
  static final String TEXT = "text/plain; charset=utf-8";

  static Answer json(int status, String body) {
    return of(status, JSON, body);
  }

  static Answer of(int status, String contentType, String body) {
    return new Answer(status, contentType, null, body, true);
  }

  static Answer empty(int status) {
    return new Answer(status, null, null, "", true);
  }

  /** Go's router answers these itself, before any of Toxiproxy's own handlers. */
  static Answer unknownPath() {
    return new Answer(404, TEXT, null, "404 page not found\n", false);
  }

  static Answer wrongMethod() {
    return new Answer(405, null, null, "", false);
  }

  static Answer movedTo(String location) {
    return new Answer(301, null, location, "", false);
  }

  /**
   * What Go's HTTP server says to something that is not HTTP.
   *
   * @param more what exactly is wrong, with a colon in front, or empty
   */
  static Answer notHttp(String more) {
    return new Answer(400, TEXT, null, "400 Bad Request" + more, false);
  }
}
