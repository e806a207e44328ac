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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Registers users and logs their devices in before a load, over the messenger's own HTTP interface,
 * a few at a time: each password costs the server tens of milliseconds of processor time.
 */
public final class AccountDesk implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
  private static final int TRIES = 4;
  private static final Duration RETRY_AFTER = Duration.ofMillis(500);

  /** A load's users hold nothing worth protecting; the server's rules for passwords still apply. */
  private static final String PASSWORD = "plumb-line-load-0";

  private final List<NodeAddress> nodes;
  private final ExecutorService workers;
  private final HttpClient http;

  /**
   * Opens the desk.
   *
   * @param nodes asked in turn
   * @param parallel how many requests are under way at once
   */
  public AccountDesk(List<NodeAddress> nodes, int parallel) {
    this.nodes = List.copyOf(nodes);
    this.workers = Executors.newFixedThreadPool(parallel, Thread.ofPlatform().daemon().factory());
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  /**
   * Registers each user and logs in its devices.
   *
   * @param devices the devices of each user; the answer has one account per device, in the order of
   *     the map and its lists
   * @throws LoadFailure when a node refuses or does not answer
   */
  public List<Account> open(Map<String, List<String>> devices)
      throws LoadFailure, InterruptedException {
    List<Callable<List<Account>>> tasks = new ArrayList<>();
    for (Map.Entry<String, List<String>> user : devices.entrySet()) {
      NodeAddress node = nodes.get(tasks.size() % nodes.size());
      tasks.add(() -> opened(node, user.getKey(), user.getValue()));
    }
    List<Account> accounts = new ArrayList<>();
    for (Future<List<Account>> task : workers.invokeAll(tasks)) {
      try {
        accounts.addAll(task.get());
      } catch (ExecutionException e) {
        throw new LoadFailure(
            "the users of the load could not be registered: " + messageOf(e), e.getCause());
      }
    }
    return accounts;
  }

  private List<Account> opened(NodeAddress node, String user, List<String> devices)
      throws IOException, InterruptedException {
    post(node, "/user/v1/register", Map.of("user_id", user, "password", PASSWORD), 201);
    List<Account> accounts = new ArrayList<>();
    for (String device : devices) {
      JsonNode session =
          post(
              node,
              "/user/v1/auth",
              Map.of("user_id", user, "password", PASSWORD, "device_id", device),
              200);
      accounts.add(new Account(user, device, session.path("token").asText()));
    }
    return accounts;
  }

  private JsonNode post(NodeAddress node, String path, Map<String, String> body, int expected)
      throws IOException, InterruptedException {
    URI uri = node.http().resolve(path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(ANSWER_WITHIN)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
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
