package org.plumbline.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The page of metrics, byte for byte. */
@ParameterizedClass
@EnumSource(Subject.class)
class MetricsTest extends OnBothServers {
  MetricsTest(Subject subject) {
    super(subject);
  }

  private static final String HANDLER =
      """
      # HELP promhttp_metric_handler_errors_total Total number of internal errors encountered by \
      the promhttp metric handler.
      # TYPE promhttp_metric_handler_errors_total counter
      promhttp_metric_handler_errors_total{cause="encoding"} 0
      promhttp_metric_handler_errors_total{cause="gathering"} 0
      """;

  private String page() {
    return bed.call("GET", "/metrics", "").body();
  }

  @Test
  void shouldShowNoBytesWhenNoLinkHasEnded() throws IOException {
    var pair = bed.connect();
    Bed.send(pair.client(), "12345");
    assertThat(Bed.receive(pair.upstream(), 5)).isEqualTo("12345");

    var metrics = bed.call("GET", "/metrics", "");

    assertThat(metrics.body()).isEqualTo(HANDLER);
    assertThat(metrics.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain; version=0.0.4; charset=utf-8");
  }

  @Test
  void shouldCountAllBytesOfALinkWhenItHasEnded() throws IOException {
    var pair = bed.connect();
    Bed.send(pair.client(), "12345");
    assertThat(Bed.receive(pair.upstream(), 5)).isEqualTo("12345");
    Bed.send(pair.upstream(), "678");
    assertThat(Bed.receive(pair.client(), 3)).isEqualTo("678");

    pair.client().close();

    var received = family("received", 5, 3);
    var sent = family("sent", 5, 3);
    assertThat(Bed.becomes(() -> page().equals(HANDLER + received + sent))).as(page()).isTrue();
  }

  private String family(String what, int up, int down) {
    var name = "toxiproxy_proxy_" + what + "_bytes_total";
    var line = name + "{direction=\"%s\",listener=\"%s\",proxy=\"bed\",upstream=\"%s\"} %d\n";
    var listen = bed.proxy.getListen();
    var upstream = bed.proxy.getUpstream();
    return "# HELP "
        + name
        + " \n# TYPE "
        + name
        + " counter\n"
        + line.formatted("downstream", listen, upstream, down)
        + line.formatted("upstream", listen, upstream, up);
  }

  @Test
  void shouldWriteAMillionAsGoDoesWhenSoManyBytesHavePassed() throws IOException {
    var pair = bed.connect();
    var bytes = Bed.bytes(1_250_000);
    var _ =
        Thread.startVirtualThread(
            () -> {
              try {
                pair.client().getOutputStream().write(bytes);
                pair.client().close();
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });

    assertThat(pair.upstream().getInputStream().readAllBytes()).isEqualTo(bytes);

    assertThat(Bed.becomes(() -> page().contains("\"} 1.25e+06\n"))).as(page()).isTrue();
  }
}
