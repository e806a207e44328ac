package org.plumbline.messenger.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a browser gets of a node, and what pages of other places do not. */
class WebPageTest {

  private static final String OTHER_NODE = "http://127.0.0.1:4711";
  private static final EmbeddedServer SERVER =
      ApplicationContext.run(
          EmbeddedServer.class,
          Map.of(
              "messenger.servers", "memory",
              "micronaut.server.port", "-1",
              "messenger.web.nodes", OTHER_NODE));
  private static final URI NODE = SERVER.getURI();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private HttpResponse<String> call(String method, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(NODE.resolve(path))
            .timeout(Duration.ofSeconds(20))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void shouldServeThePageAndItsPartsWithStrictHeaders() throws Exception {
    for (String path : new String[] {"/", "/web/js/main.js", "/web/style.css"}) {
      HttpResponse<String> answer = call("GET", path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(header(answer, "Content-Security-Policy"))
          .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
          .contains("connect-src 'self' " + OTHER_NODE + " ws://127.0.0.1:4711")
          .doesNotContain("unsafe");
      assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
    }
    assertThat(header(call("GET", "/"), "Content-Type")).startsWith("text/html");
    assertThat(call("GET", "/").body()).doesNotContain("<script>", "<style>", "onclick");
  }

  @Test
  void shouldServeNothingElseOfTheClassPath() throws Exception {
    for (String path : new String[] {"/application.yml", "/web/../application.yml"}) {
      assertThat(call("GET", path).statusCode()).as(path).isIn(401, 403, 404);
    }
  }

  @Test
  void shouldNameTheNodes() throws Exception {
    assertThat(call("GET", "/nodes/v1").body())
        .isEqualTo("{\"nodes\":[{\"web\":\"" + OTHER_NODE + "\"}]}");
  }

  @Test
  void shouldLetThePageOfAnotherNodeCallAndRefuseAllOtherPages() throws Exception {
    HttpResponse<String> preflight =
        call(
            "OPTIONS",
            "/thread/v1",
            "Origin",
            OTHER_NODE,
            "Access-Control-Request-Method",
            "GET",
            "Access-Control-Request-Headers",
            "authorization");
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(header(preflight, "Access-Control-Allow-Origin")).isEqualTo(OTHER_NODE);
    assertThat(header(preflight, "Access-Control-Allow-Headers")).contains("Authorization");
    HttpResponse<String> refused = call("GET", "/thread/v1", "Origin", OTHER_NODE);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(header(refused, "Access-Control-Allow-Origin")).isEqualTo(OTHER_NODE);
    for (String path : new String[] {"/nodes/v1", "/thread/v1", "/"}) {
      HttpResponse<String> foreign = call("GET", path, "Origin", "https://evil.example");
      assertThat(foreign.statusCode()).as(path).isEqualTo(403);
      assertThat(header(foreign, "Access-Control-Allow-Origin")).isEmpty();
    }
    assertThat(call("GET", "/nodes/v1", "Origin", "http://" + NODE.getAuthority()).statusCode())
        .isEqualTo(200);
  }
}
