package org.plumbline.chaos.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Toxiproxy's HTTP API, as far as faults need it. The Java client has a method for each toxic that
 * it knows; here the type comes from a file, and may be one that it does not know (2.12's
 * packet_loss).
 */
final class Toxiproxy {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration WITHIN = Duration.ofSeconds(10);
  private static final int NOT_FOUND = 404;

  private final int port;

  Toxiproxy(int port) {
    this.port = port;
  }

  boolean answers() {
    try {
      return send("GET", "/version", null).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Removes all toxics and enables all proxies. */
  void reset() throws IOException {
    expect(send("POST", "/reset", null));
  }

  /** The proxy with its toxics, as the server shows it. */
  JsonNode proxy(String name) throws IOException {
    return JSON.readTree(expect(send("GET", "/proxies/" + name, null)).body());
  }

  void enable(String proxy, boolean enabled) throws IOException {
    ObjectNode body = JSON.createObjectNode().put("enabled", enabled);
    expect(send("POST", "/proxies/" + proxy, body));
  }

  void add(String proxy, String name, Toxic toxic) throws IOException {
    ObjectNode body = JSON.createObjectNode();
    body.put("name", name)
        .put("type", toxic.type())
        .put("stream", toxic.stream())
        .put("toxicity", toxic.toxicity());
    body.set("attributes", JSON.valueToTree(toxic.attributes()));
    expect(send("POST", "/proxies/" + proxy + "/toxics", body));
  }

  /** Removes it; one that is not there is no error. */
  void remove(String proxy, String name) throws IOException {
    HttpResponse<String> answer = send("DELETE", "/proxies/" + proxy + "/toxics/" + name, null);
    if (answer.statusCode() != NOT_FOUND) {
      expect(answer);
    }
  }

  /** The page for Prometheus; empty where the server has none. */
  String metrics() throws IOException {
    HttpResponse<String> answer = send("GET", "/metrics", null);
    return answer.statusCode() == 200 ? answer.body() : "";
  }

  private static HttpResponse<String> expect(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          "Toxiproxy answers "
              + answer.statusCode()
              + " to "
              + answer.request().method()
              + " "
              + answer.uri().getPath()
              + ": "
              + answer.body().strip());
    }
    return answer;
  }

  private HttpResponse<String> send(String method, String path, @Nullable ObjectNode body)
      throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(WITHIN)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Toxiproxy was asked", e);
    }
  }
}
