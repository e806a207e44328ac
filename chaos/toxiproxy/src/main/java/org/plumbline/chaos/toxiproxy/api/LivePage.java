package org.plumbline.chaos.toxiproxy.api;

import java.util.function.Supplier;
import org.plumbline.chaos.toxiproxy.proxy.Proxies;
import org.plumbline.chaos.toxiproxy.proxy.Traffic;

/**
 * What the original lacks: bytes of links that are still open, and how many connections are. Served
 * apart, at {@code /metrics/live}, so that {@code /metrics} stays what the original shows.
 */
final class LivePage implements Supplier<String> {
  private final Proxies proxies;
  private final Traffic traffic;

  LivePage(Proxies proxies, Traffic traffic) {
    this.proxies = proxies;
    this.traffic = traffic;
  }

  @Override
  public String get() {
    var page = new PageText();
    page.counters(
        "toxiproxy_live_received_bytes_total", "Bytes that sources have sent.", traffic.received());
    page.counters(
        "toxiproxy_live_sent_bytes_total", "Bytes that destinations have taken.", traffic.sent());
    var name = "toxiproxy_live_connections";
    page.family(name, "gauge", "Connections that are open now.");
    for (var proxy : proxies.all()) {
      page.sample(name, "{proxy=\"" + PageText.escaped(proxy.name()) + "\"}", proxy.connections());
    }
    return page.toString();
  }
}
