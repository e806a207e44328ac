package org.plumbline.messenger.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.plumbline.messenger.delivery.MessageJourney;
import org.plumbline.messenger.log.MessageLog;

class FaultHttpTest {

  private static final String SECRET = "a secret of an operator";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final EmbeddedServer ON = server("true");

  private static EmbeddedServer server(String enabled) {
    return ApplicationContext.run(
        EmbeddedServer.class,
        Map.of(
            "messenger.servers", "memory",
            "micronaut.server.port", "-1",
            "messenger.token.secret", "a secret of at least thirty-two bytes",
            "messenger.admin.token", SECRET,
            "messenger.fault.enabled", enabled));
  }

  @AfterAll
  static void stop() {
    ON.close();
  }

  private static HttpResponse<String> call(
      EmbeddedServer server, String method, String path, String body, String secret)
      throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(server.getURI() + "/admin/v1/fault" + path))
            .header("X-Admin-Token", secret)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String path, String body) throws Exception {
    return call(ON, "POST", path, body, SECRET);
  }

  @Test
  void shouldNotExistWhereItIsOffOrWithoutTheSecret() throws Exception {
    try (EmbeddedServer off = server("false")) {
      assertThat(call(off, "GET", "/clock", "", SECRET).statusCode()).isEqualTo(404);
      assertThat(call(off, "POST", "/clock", "{\"offset_ms\":1}", SECRET).statusCode())
          .isEqualTo(404);
      assertThat(call(off, "POST", "/delivery", "{\"defect\":\"drop\"}", SECRET).statusCode())
          .isEqualTo(404);
      assertThat(off.getApplicationContext().getBean(MessageLog.Worker.class))
          .as("nothing stands between log and worker")
          .isInstanceOf(MessageJourney.class);
    }
    assertThat(call(ON, "GET", "/clock", "", "another").statusCode()).isEqualTo(404);
    assertThat(call(ON, "POST", "/delivery", "{}", "another").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldStepTheNodesClockAndSetItRight() throws Exception {
    InstantSource clock = ON.getApplicationContext().getBean(InstantSource.class);
    InstantSource machine = InstantSource.system();
    assertThat(post("/clock", "{\"offset_ms\":-5000}").body()).isEqualTo("{\"offset_ms\":-5000}");
    assertThat(Duration.between(clock.instant(), machine.instant()))
        .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
    assertThat(call(ON, "GET", "/clock", "", SECRET).body()).isEqualTo("{\"offset_ms\":-5000}");
    assertThat(post("/clock", "{\"offset_ms\":0}").statusCode()).isEqualTo(200);
    assertThat(Duration.between(clock.instant(), machine.instant()))
        .isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void shouldNameTheFieldOfAMalformedFault() throws Exception {
    assertThat(post("/clock", "{}").body()).contains("offset_ms: missing");
    assertThat(post("/clock", "{\"offset_ms\":90000000}").statusCode()).isEqualTo(400);
    assertThat(post("/delivery", "{\"defect\":\"melt\"}").body())
        .contains("defect: melt (expected: none, drop, duplicate, reorder or corrupt)");
    assertThat(post("/delivery", "{\"defect\":\"drop\",\"every\":0}").body())
        .contains("every: 0 (expected: >= 1)");
  }

  @Test
  void shouldPlantAndTakeBackADefect() throws Exception {
    assertThat(post("/delivery", "{\"defect\":\"corrupt\",\"every\":50}").body())
        .isEqualTo("{\"defect\":\"corrupt\",\"every\":50,\"planted\":0}");
    assertThat(call(ON, "GET", "/delivery", "", SECRET).body())
        .startsWith("{\"defect\":\"corrupt\"");
    assertThat(post("/delivery", "{\"defect\":\"none\"}").body())
        .startsWith("{\"defect\":\"none\",\"every\":1");
  }
}
