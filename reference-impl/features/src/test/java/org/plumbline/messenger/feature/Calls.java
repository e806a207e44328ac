package org.plumbline.messenger.feature;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** HTTP calls to one node, with a token or without. */
final class Calls {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http;
  private final URI node;
  private final @Nullable String token;

  private Calls(HttpClient http, URI node, @Nullable String token) {
    this.http = http;
    this.node = node;
    this.token = token;
  }

  /** Calls without a token to the node of this number, 1 or 2. */
  static Calls to(FeatureWorld world, int node) {
    return new Calls(world.http(), world.environment().node("node-" + node).http(), null);
  }

  Calls as(@Nullable String other) {
    return new Calls(http, node, other);
  }

  Answer get(String path) {
    return send(HttpRequest.newBuilder(node.resolve(path)).GET());
  }

  Answer delete(String path) {
    return send(HttpRequest.newBuilder(node.resolve(path)).DELETE());
  }

  Answer post(String path, Map<String, ?> body) {
    try {
      return send(
          HttpRequest.newBuilder(node.resolve(path))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private Answer send(HttpRequest.Builder request) {
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpRequest ready = request.timeout(PATIENCE).build();
    try {
      return new Answer(ready, http.send(ready, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new AssertionError(ready + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(ready + ": interrupted", e);
    }
  }

  /** What came back. */
  record Answer(HttpRequest request, HttpResponse<String> response) {

    int status() {
      return response.statusCode();
    }

    /** The body as JSON, empty when there is none; another status is an assertion error. */
    JsonNode expect(int status) {
      if (response.statusCode() != status) {
        throw new AssertionError(
            request + ": status " + response.statusCode() + ": " + response.body());
      }
      try {
        return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
      } catch (JsonProcessingException e) {
        throw new AssertionError(request + ": " + response.body(), e);
      }
    }
  }
}
