package org.plumbline.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One HTTP request and its answer, in the terms of the stand-ins. */
final class Exchange {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final int BODY_BYTES_MAX = 64 * 1024;

  private final HttpExchange http;

  Exchange(HttpExchange http) {
    this.http = http;
  }

  String method() {
    return http.getRequestMethod();
  }

  String path() {
    return http.getRequestURI().getPath();
  }

  String header(String name) {
    var value = http.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  void reply(String name, String value) {
    http.getResponseHeaders().set(name, value);
  }

  byte[] body() throws IOException {
    return http.getRequestBody().readNBytes(BODY_BYTES_MAX);
  }

  JsonNode json() throws IOException {
    return JSON.readTree(body());
  }

  /** The pairs of a form or of the query. */
  static Map<String, String> pairs(@Nullable String text) {
    var pairs = new HashMap<String, String>();
    for (var pair : text == null ? new String[0] : text.split("&")) {
      var at = pair.indexOf('=');
      if (at > 0) {
        pairs.put(
            URLDecoder.decode(pair.substring(0, at), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
      }
    }
    return pairs;
  }

  Map<String, String> query() {
    return pairs(http.getRequestURI().getRawQuery());
  }

  void answer(int status) throws IOException {
    http.sendResponseHeaders(status, -1);
  }

  void answer(int status, Object json) throws IOException {
    var bytes = JSON.writeValueAsBytes(json);
    reply("Content-Type", "application/json");
    http.sendResponseHeaders(status, bytes.length);
    http.getResponseBody().write(bytes);
  }
}
