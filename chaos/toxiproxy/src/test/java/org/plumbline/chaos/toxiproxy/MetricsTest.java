package org.plumbline.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The counters that prove that traffic went through a proxy. */
class MetricsTest {
  private static HttpResponse<String> metrics(ToxiproxyServer server) {
    return Bed.call(server, "GET", "/metrics", "", "User-Agent", "drill");
  }

  @Test
  void shouldCountWhileTheConnectionIsOpenWhenBytesPass() throws IOException {
    try (var bed = new Bed()) {
      var pair = bed.connect();
      Bed.send(pair.client(), "12345");
      Bed.receive(pair.upstream(), 5);
      Bed.send(pair.upstream(), "678");
      Bed.receive(pair.client(), 3);

      var labels = "{direction=\"%s\",listener=\"%s\",proxy=\"bed\",upstream=\"%s\"} ";
      var up = labels.formatted("upstream", bed.proxy.getListen(), bed.proxy.getUpstream());
      var down = labels.formatted("downstream", bed.proxy.getListen(), bed.proxy.getUpstream());
      assertThat(
              Bed.becomes(
                  () -> {
                    var page = metrics(bed.server).body();
                    return page.contains("toxiproxy_proxy_received_bytes_total" + up + "5\n")
                        && page.contains("toxiproxy_proxy_sent_bytes_total" + up + "5\n")
                        && page.contains("toxiproxy_proxy_received_bytes_total" + down + "3\n")
                        && page.contains("toxiproxy_proxy_sent_bytes_total" + down + "3\n")
                        && page.contains("toxiproxy_proxy_connections{proxy=\"bed\"} 1\n");
                  }))
          .as(metrics(bed.server).body())
          .isTrue();
    }
  }

  @Test
  void shouldCountNoConnectionWhenAllAreClosed() throws IOException {
    try (var bed = new Bed()) {
      bed.connect().client().close();

      assertThat(
              Bed.becomes(
                  () -> metrics(bed.server).body().contains("connections{proxy=\"bed\"} 0\n")))
          .isTrue();
    }
  }

  @Test
  void shouldHaveNoMetricsWhenTheyAreNotAskedFor() throws IOException {
    var out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    try (var server =
        ToxiproxyServer.start(
            new ServerFlags("localhost", 0, Optional.empty(), 1, false, false), out)) {
      assertThat(metrics(server).statusCode()).isEqualTo(404);
    }
  }
}
