package org.plumbline.messenger.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.log.DeadLetter;
import org.plumbline.messenger.log.DeadLetters;

class AdminHttpTest {

  private static final String SECRET = "a secret of an operator";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static EmbeddedServer server(Map<String, String> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("messenger.servers", "memory");
    settings.put("micronaut.server.port", "-1");
    settings.put("messenger.token.secret", "a secret of at least thirty-two bytes");
    return ApplicationContext.run(EmbeddedServer.class, settings);
  }

  private static HttpResponse<String> call(
      EmbeddedServer server, String method, String path, @Nullable String secret) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.getURI() + "/admin/v1" + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (secret != null) {
      request.header("X-Admin-Token", secret);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void shouldNotExistWithoutTheSecret() throws Exception {
    try (EmbeddedServer off = server(Map.of());
        EmbeddedServer on = server(Map.of("messenger.admin.token", SECRET))) {
      assertThat(call(off, "GET", "/dead-letters", SECRET).statusCode()).isEqualTo(404);
      assertThat(call(off, "GET", "/dead-letters", "").statusCode()).isEqualTo(404);
      assertThat(call(on, "GET", "/dead-letters", null).statusCode()).isEqualTo(404);
      assertThat(call(on, "GET", "/dead-letters", "another").statusCode()).isEqualTo(404);
      assertThat(call(on, "POST", "/dead-letters/replay", "another").statusCode()).isEqualTo(404);
      assertThat(call(on, "GET", "/dead-letters", SECRET).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void shouldListAndReplay() throws Exception {
    try (EmbeddedServer server = server(Map.of("messenger.admin.token", SECRET))) {
      server
          .getApplicationContext()
          .getBean(DeadLetters.class)
          .add(new DeadLetter(DeadLetter.Cause.UNDECODABLE, "format: 9", 3, 17, 1_000, null))
          .get();
      assertThat(call(server, "GET", "/dead-letters?limit=1", SECRET).body())
          .contains(
              "\"cause\":\"undecodable\"", "\"partition\":3", "\"offset\":17", "\"time\":1000");
      assertThat(call(server, "GET", "/dead-letters?limit=0", SECRET).statusCode()).isEqualTo(400);
      assertThat(call(server, "POST", "/dead-letters/replay", SECRET).body())
          .contains("\"kept\":1", "\"replayed\":0", "\"finished\":true");
    }
  }

  @Test
  void shouldShowOneStoreWhenThereIsOne() throws Exception {
    try (EmbeddedServer server = server(Map.of("messenger.admin.token", SECRET))) {
      assertThat(call(server, "GET", "/shards", null).statusCode()).isEqualTo(404);
      assertThat(call(server, "POST", "/shards/rebalance", "another").statusCode()).isEqualTo(404);
      assertThat(call(server, "GET", "/shards", SECRET).body())
          .contains("{\"store\":\"memory\",\"shards\":64}", "\"unsettled\":0")
          .contains("{\"shard\":63,\"phase\":\"settled\",\"from\":\"memory\",\"to\":\"memory\"}");
      assertThat(call(server, "POST", "/shards/rebalance", SECRET).body())
          .isEqualTo("{\"planned\":0}");
    }
  }

  @Test
  void shouldMoveHalfOfTheShardsToASecondStore() throws Exception {
    Map<String, String> settings =
        Map.of(
            "messenger.admin.token", SECRET,
            "messenger.history.shards.stores", "one,two",
            "messenger.history.shards.count", "9",
            "messenger.history.shards.staleness", "2s",
            "messenger.history.shards.refresh", "20ms");
    try (EmbeddedServer server = server(settings)) {
      assertThat(call(server, "GET", "/shards", SECRET).body())
          .contains("{\"store\":\"one\",\"shards\":9}", "{\"store\":\"two\",\"shards\":0}");
      assertThat(call(server, "POST", "/shards/rebalance", SECRET).body())
          .isEqualTo("{\"planned\":4}");
      long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      String seen = "";
      while (!seen.contains("\"unsettled\":0")) {
        assertThat(System.nanoTime()).as("waited 60 s for: %s", seen).isLessThan(deadline);
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        seen = call(server, "GET", "/shards", SECRET).body();
      }
      assertThat(seen)
          .contains("{\"store\":\"one\",\"shards\":5}", "{\"store\":\"two\",\"shards\":4}");
    }
  }
}
