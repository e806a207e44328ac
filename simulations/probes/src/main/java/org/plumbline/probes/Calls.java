package org.plumbline.probes;

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
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient http;
  private final URI node;
  private final @Nullable String token;

  Calls(HttpClient http, URI node, @Nullable String token) {
    this.http = http;
    this.node = node;
    this.token = token;
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(node.resolve(path)).GET());
  }

  Answer post(String path, Map<String, ?> body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(node.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpRequest ready = request.timeout(PATIENCE).build();
    HttpResponse<String> response = http.send(ready, HttpResponse.BodyHandlers.ofString());
    return new Answer(
        ready.method() + " " + ready.uri().getPath(), response.statusCode(), response.body());
  }

  /** What came back. */
  record Answer(String what, int status, String body) {

    /** The body as JSON; any other status fails the probe. */
    JsonNode expect(int expected) throws ProbeFailed, IOException {
      ProbeFailed.unless(
          status == expected,
          what + ": status " + status + " (expected: " + expected + "): " + body);
      return body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
    }
  }
}
