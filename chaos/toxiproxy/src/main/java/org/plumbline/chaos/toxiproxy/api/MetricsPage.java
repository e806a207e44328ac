package org.plumbline.chaos.toxiproxy.api;

import java.util.function.Supplier;
import org.plumbline.chaos.toxiproxy.proxy.Traffic;

/** The original's own metrics: bytes of links that have ended. */
final class MetricsPage implements Supplier<String> {
  /** What Go's client library of that version says when a caller accepts anything. */
  static final String CONTENT_TYPE =
      "text/plain; version=0.0.4; charset=utf-8; escaping=underscores";

  private final Traffic traffic;

  MetricsPage(Traffic traffic) {
    this.traffic = traffic;
  }

  /** What the original's handler of this page tells of itself; ours has no such errors either. */
  static String ofTheHandler() {
    var name = "promhttp_metric_handler_errors_total";
    return new PageText()
        .family(
            name,
            "counter",
            "Total number of internal errors encountered by the promhttp metric handler.")
        .sample(name, "{cause=\"encoding\"}", 0)
        .sample(name, "{cause=\"gathering\"}", 0)
        .toString();
  }

  @Override
  public String get() {
    return new PageText()
        .counters("toxiproxy_proxy_received_bytes_total", "", traffic.receivedAtEnd())
        .counters("toxiproxy_proxy_sent_bytes_total", "", traffic.sentAtEnd())
        .toString();
  }
}
