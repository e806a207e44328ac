package org.plumbline.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Requests to one node and its answers as JSON, whatever they are about. Safe to share. */
final class NodeHttp {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ANSWER_TIME_MAX = Duration.ofSeconds(15);

  private final ClientRuntime runtime;
  private final NodeAddress node;

  NodeHttp(ClientRuntime runtime, NodeAddress node) {
    this.runtime = runtime;
    this.node = node;
  }

  /** GET. */
  JsonNode read(Token token, String path) throws RequestFailed {
    return answered(get(token, path));
  }

  /** POST. */
  JsonNode send(Token token, String path, ObjectNode body) throws RequestFailed {
    return answered(post(token, path, body));
  }

  /** POST by one who has no token yet. */
  JsonNode send(String path, ObjectNode body) throws RequestFailed {
    return answered(post(path, body));
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  private HttpRequest post(String path, ObjectNode body) {
    return posting(path, body).build();
  }

  private HttpRequest post(Token token, String path, ObjectNode body) {
    return posting(path, body).header("Authorization", "Bearer " + token.value()).build();
  }

  private HttpRequest.Builder posting(String path, ObjectNode body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
  }

  private HttpRequest get(Token token, String path) {
    return request(path).header("Authorization", "Bearer " + token.value()).GET().build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(node.http().resolve(path)).timeout(ANSWER_TIME_MAX);
  }

  private JsonNode answered(HttpRequest request) throws RequestFailed {
    String what = request.method() + " " + request.uri().getPath();
    try {
      HttpResponse<String> response =
          runtime.http().send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new RequestFailed(
            what + ": status " + response.statusCode() + ": " + shortened(response.body()),
            response.statusCode(),
            response.headers().firstValue("Retry-After").flatMap(Upgrade::retryAfter).orElse(null));
      }
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new RequestFailed(what + ": the answer is no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new RequestFailed(what + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RequestFailed(what + ": interrupted", e);
    }
  }

  static String text(JsonNode in, String field) throws RequestFailed {
    JsonNode value = in.path(field);
    if (!value.isTextual()) {
      throw new RequestFailed(field + ": " + value + " (expected: a string)", 0, null);
    }
    return value.asText();
  }

  static long number(JsonNode in, String field) throws RequestFailed {
    JsonNode value = in.path(field);
    if (!value.isIntegralNumber()) {
      throw new RequestFailed(field + ": " + value + " (expected: a whole number)", 0, null);
    }
    return value.asLong();
  }

  /** What a page gives for the next one, or null on the last. */
  static @Nullable String next(JsonNode answer) {
    JsonNode next = answer.path("next");
    return next.isTextual() ? next.asText() : null;
  }

  static String escaped(String value) {
    return URLEncoder.encode(value, UTF_8);
  }

  private static String shortened(String body) {
    return body.length() <= 300 ? body : body.substring(0, 300) + "...";
  }
}
