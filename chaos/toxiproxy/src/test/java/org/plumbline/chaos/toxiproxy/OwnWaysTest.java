package org.plumbline.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where our server differs from the original on purpose. */
class OwnWaysTest {
  private Bed bed;

  @BeforeEach
  void start() throws IOException {
    bed = new Bed();
  }

  @AfterEach
  void stop() throws IOException {
    bed.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"slicer\"}",
        "{\"type\":\"slicer\",\"attributes\":{\"average_size\":0,\"size_variation\":9}}",
        "{\"type\":\"bandwidth\",\"attributes\":{\"rate\":-1}}",
      })
  void shouldAnswer400WhenTheOriginalWouldCrash(String body) {
    var refused = bed.call("POST", "/proxies/bed/toxics", body);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .startsWith("{\"error\":\"bad request body: ")
        .contains("(expected: \\u003e= ");
    assertThat(bed.call("GET", "/proxies/bed/toxics", "").body()).isEqualTo("[]");
  }

  @Test
  void shouldRefuseWhenAnUpdateWouldCrashTheOriginal() {
    bed.call(
        "POST",
        "/proxies/bed/toxics",
        "{\"name\":\"b\",\"type\":\"bandwidth\",\"attributes\":{\"rate\":5}}");

    var refused = bed.call("POST", "/proxies/bed/toxics/b", "{\"attributes\":{\"rate\":-5}}");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("rate: -5 (expected: \\u003e= 0)");
    assertThat(bed.call("GET", "/proxies/bed/toxics/b", "").body()).contains("\"rate\":5");
  }

  @Test
  void shouldCountWhileTheConnectionIsOpenWhenBytesPass() throws IOException {
    var pair = bed.connect();
    Bed.send(pair.client(), "12345");
    assertThat(Bed.receive(pair.upstream(), 5)).isEqualTo("12345");
    Bed.send(pair.upstream(), "678");
    assertThat(Bed.receive(pair.client(), 3)).isEqualTo("678");

    assertThat(Bed.becomes(() -> bed.counters().sent("upstream") == 5)).isTrue();
    assertThat(Bed.becomes(() -> bed.counters().sent("downstream") == 3)).isTrue();
    assertThat(bed.counters().received("upstream")).isEqualTo(5);
    assertThat(bed.counters().received("downstream")).isEqualTo(3);
    assertThat(live()).contains("toxiproxy_live_connections{proxy=\"bed\"} 1\n");

    pair.client().close();

    assertThat(Bed.becomes(() -> live().contains("connections{proxy=\"bed\"} 0\n"))).isTrue();
  }

  private String live() {
    return bed.call("GET", "/metrics/live", "").body();
  }

  @Test
  void shouldHaveNoMetricsWhenTheyAreNotAskedFor() throws IOException {
    var flags = ServerFlags.onFreePort().withProxyMetrics(false);
    try (var server = ToxiproxyServer.start(flags, quiet())) {
      assertThat(get(server, "/metrics").statusCode()).isEqualTo(404);
      assertThat(get(server, "/metrics/live").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void shouldShowTheProcessWhenRuntimeMetricsAreAskedFor() throws IOException {
    var flags = ServerFlags.onFreePort().withProxyMetrics(false).withRuntimeMetrics(true);
    try (var server = ToxiproxyServer.start(flags, quiet())) {
      assertThat(get(server, "/metrics").body())
          .containsPattern(
              "# TYPE process_start_time_seconds gauge\nprocess_start_time_seconds 1\\.")
          .containsPattern("jvm_memory_heap_used_bytes [1-9]");
    }
  }

  private static HttpResponse<String> get(ToxiproxyServer server, String path) {
    return Bed.call(server.address(), "GET", path, "", "User-Agent", "drill");
  }

  private static PrintStream quiet() {
    return new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
  }
}
