package org.plumbline.simulations.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Calls of the messenger's HTTP interface that prepare a load: a few at once, in turn by node. */
final class DeskCalls implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
  private static final int TRIES = 4;
  private static final Duration RETRY_AFTER = Duration.ofMillis(500);

  private final List<NodeAddress> nodes;
  private final ExecutorService workers;
  private final HttpClient http;

  DeskCalls(List<NodeAddress> nodes, int parallel) {
    this.nodes = List.copyOf(nodes);
    this.workers = Executors.newFixedThreadPool(parallel, Thread.ofPlatform().daemon().factory());
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  /** The node for the work of that number. */
  NodeAddress node(int number) {
    return nodes.get(number % nodes.size());
  }

  /**
   * Does all of it and keeps the order.
   *
   * @param what names the work in a failure: {@code the users of the load could not be registered}
   */
  <T> List<T> all(String what, List<Callable<T>> tasks) throws LoadFailure, InterruptedException {
    List<T> done = new ArrayList<>();
    for (Future<T> task : workers.invokeAll(tasks)) {
      try {
        done.add(task.get());
      } catch (ExecutionException e) {
        throw new LoadFailure(what + ": " + messageOf(e), e.getCause());
      }
    }
    return done;
  }

  /**
   * Posts as that account, or as nobody, and again after a pause when the node is busy.
   *
   * @throws IOException when the answer has another status than the expected one
   */
  JsonNode post(
      NodeAddress node, String path, Optional<Account> account, Map<String, ?> body, int expected)
      throws IOException, InterruptedException {
    URI uri = node.http().resolve(path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(ANSWER_WITHIN)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    account.ifPresent(caller -> request.header("Authorization", "Bearer " + caller.token()));
    return answered(uri, request.build(), expected);
  }

  /** Posts as the operator; the answer is 200. */
  JsonNode post(NodeAddress node, String path, Operator operator, Map<String, ?> body)
      throws IOException, InterruptedException {
    URI uri = node.http().resolve(path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(ANSWER_WITHIN)
            .header("Content-Type", "application/json")
            .header("X-Admin-Token", operator.secret())
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    return answered(uri, request, 200);
  }

  private JsonNode answered(URI uri, HttpRequest request, int expected)
      throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == expected) {
        return json(uri, answer.body());
      }
      boolean busy = answer.statusCode() == 429 || answer.statusCode() == 503;
      if (!busy || attempt == TRIES) {
        throw new IOException(
            uri + " answered " + answer.statusCode() + " (expected: " + expected + ")");
      }
      Thread.sleep(RETRY_AFTER.multipliedBy(attempt));
    }
  }

  private static JsonNode json(URI uri, String body) throws IOException {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IOException(uri + " did not answer with JSON", e);
    }
  }

  private static String messageOf(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    // A refused connection comes without a message.
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  @Override
  public void close() {
    workers.shutdownNow();
    http.shutdownNow();
  }
}
