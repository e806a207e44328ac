package org.plumbline.messenger;

import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls a node over HTTP as a client would, and shows the answer as it came. */
public final class HttpCalls {

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final URI node;

  public HttpCalls(URI node) {
    this.node = node;
  }

  /** GET, with the token when there is one. */
  public Answer get(String path, @Nullable String token) {
    return send("GET", path, token, HttpRequest.BodyPublishers.noBody());
  }

  /** POST of JSON without a token. */
  public Answer post(String path, String json) {
    return post(path, json, null);
  }

  /** POST of JSON, with the token when there is one. */
  public Answer post(String path, String json, @Nullable String token) {
    return send("POST", path, token, HttpRequest.BodyPublishers.ofString(json));
  }

  /** DELETE, with the token when there is one. */
  public Answer delete(String path, @Nullable String token) {
    return send("DELETE", path, token, HttpRequest.BodyPublishers.noBody());
  }

  /** Any method with a body of JSON, with the token when there is one. */
  public Answer call(String method, String path, String json, @Nullable String token) {
    return send(method, path, token, HttpRequest.BodyPublishers.ofString(json));
  }

  private Answer send(
      String method, String path, @Nullable String token, HttpRequest.BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.resolve(path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .method(method, body);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.body(),
          response.headers().firstValue("Retry-After").orElse(""));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** An answer; {@code retryAfter} is empty when the header is not there. */
  public record Answer(int status, String body, String retryAfter) {

    /** The body as a JSON object. */
    @SuppressWarnings("unchecked") // A JSON object has text keys.
    public Map<String, @Nullable Object> json() {
      try {
        return (Map<String, @Nullable Object>)
            Objects.requireNonNull(JsonMapper.createDefault().readValue(body, Map.class));
      } catch (IOException e) {
        throw new AssertionError("not JSON: " + body, e);
      }
    }

    /** A field of the JSON object that must be there and not null. */
    public Object field(String name) {
      Object value = json().get(name);
      if (value == null) {
        throw new AssertionError("no " + name + " in " + body);
      }
      return value;
    }
  }
}
