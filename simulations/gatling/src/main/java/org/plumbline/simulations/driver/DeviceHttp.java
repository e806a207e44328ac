package org.plumbline.simulations.driver;

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
import org.plumbline.simulations.load.Account;
import org.plumbline.simulations.load.NodeAddress;

/** What devices ask over HTTP, one call at a time; for virtual threads. Safe to share. */
public final class DeviceHttp implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
  private static final int TRIES = 4;
  private static final Duration RETRY_AFTER = Duration.ofMillis(250);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** Posts JSON as that device; the answer has to be a success. */
  public JsonNode post(NodeAddress node, Account account, String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    return answered(
        request(node.http().resolve(path))
            .header("Authorization", "Bearer " + account.token())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build());
  }

  /** Gets JSON as that device; the answer has to be a success. */
  public JsonNode get(NodeAddress node, Account account, String path)
      throws IOException, InterruptedException {
    return answered(
        request(node.http().resolve(path))
            .header("Authorization", "Bearer " + account.token())
            .build());
  }

  /** Gets JSON as nobody. */
  public JsonNode get(URI uri) throws IOException, InterruptedException {
    return answered(request(uri).build());
  }

  /** Posts nothing as nobody; the answer has to be a success. */
  public JsonNode post(URI uri) throws IOException, InterruptedException {
    return answered(request(uri).POST(HttpRequest.BodyPublishers.noBody()).build());
  }

  /**
   * Uploads without a token, with these headers.
   *
   * @return the status of the answer
   */
  public int put(URI uri, Map<String, String> headers, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(uri).PUT(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  /** Downloads without a token; the answer has to be a success. */
  public byte[] bytes(URI uri) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(request(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() / 100 != 2) {
      // A signed address is a secret as long as it holds: only its path is told.
      throw new IOException(uri.getPath() + " answered " + answer.statusCode());
    }
    return answer.body();
  }

  private static HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(ANSWER_WITHIN);
  }

  private JsonNode answered(HttpRequest request) throws IOException, InterruptedException {
    String what = request.method() + " " + request.uri().getPath();
    for (int attempt = 1; ; attempt++) {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 == 2) {
        return json(what, answer.body());
      }
      if (answer.statusCode() != 503 || attempt == TRIES) {
        throw new IOException(what + " answered " + answer.statusCode());
      }
      Thread.sleep(RETRY_AFTER);
    }
  }

  private static JsonNode json(String what, String body) throws IOException {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IOException(what + " did not answer with JSON", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
