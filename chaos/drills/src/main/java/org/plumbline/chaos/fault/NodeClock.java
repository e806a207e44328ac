package org.plumbline.chaos.fault;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** The clock of a node, over its route for operators. */
final class NodeClock {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration WITHIN = Duration.ofSeconds(10);
  private static final String OFFSET = "offset_ms";
  private static final int NOT_FOUND = 404;

  private final String node;
  private final URI address;
  private final Optional<String> token;

  NodeClock(String node, int port, Optional<String> token) {
    this.node = node;
    this.address = URI.create("http://127.0.0.1:" + port + "/admin/v1/fault/clock");
    this.token = token;
  }

  boolean isReachable() {
    try {
      send(HttpRequest.newBuilder(address).GET());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Sets how far it is ahead of the machine's, in milliseconds; what the node says it is then. */
  long set(long offsetMillis) throws IOException {
    String body = JSON.createObjectNode().put(OFFSET, offsetMillis).toString();
    return offset(
        send(
            HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))));
  }

  /** How far the node says that it is ahead, in milliseconds. */
  long read() throws IOException {
    return offset(send(HttpRequest.newBuilder(address).GET()));
  }

  private long offset(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() == NOT_FOUND) {
      throw new IOException(
          "messenger.fault.enabled of " + node + ": false (expected: true; it has no such route)");
    }
    if (answer.statusCode() != 200) {
      throw new IOException(
          node + " answers " + answer.statusCode() + " to its clock: " + answer.body().strip());
    }
    return JSON.readTree(answer.body()).path(OFFSET).asLong();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    token.ifPresent(value -> request.header("X-Admin-Token", value));
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.timeout(WITHIN).build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + node + " was asked for its clock", e);
    }
  }
}
