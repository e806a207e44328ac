package org.plumbline.chaos.toxiproxy.api;

import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.plumbline.chaos.toxiproxy.proxy.Proxies;
import org.plumbline.chaos.toxiproxy.proxy.Traffic;

/** The server's own metrics, in Prometheus' text format. */
final class MetricsPage implements Supplier<String> {
  private final Proxies proxies;
  private final Traffic traffic;

  MetricsPage(Proxies proxies, Traffic traffic) {
    this.proxies = proxies;
    this.traffic = traffic;
  }

  @Override
  public String get() {
    var page = new StringBuilder();
    var bytes = traffic.read();
    counter(page, "toxiproxy_proxy_received_bytes_total", bytes, Traffic.Bytes::received);
    counter(page, "toxiproxy_proxy_sent_bytes_total", bytes, Traffic.Bytes::sent);
    var connections = "toxiproxy_proxy_connections";
    page.append("# HELP ").append(connections).append(" Connections that are open now.\n");
    page.append("# TYPE ").append(connections).append(" gauge\n");
    for (var proxy : proxies.all()) {
      page.append(connections)
          .append("{proxy=\"")
          .append(escaped(proxy.name()))
          .append("\"} ")
          .append(proxy.connections())
          .append('\n');
    }
    return page.toString();
  }

  private static void counter(
      StringBuilder page,
      String name,
      Map<Traffic.Route, Traffic.Bytes> bytes,
      ToLongFunction<Traffic.Bytes> value) {
    page.append("# HELP ").append(name).append(" Bytes since the server started.\n");
    page.append("# TYPE ").append(name).append(" counter\n");
    bytes.forEach(
        (route, count) ->
            page.append(name)
                .append("{direction=\"")
                .append(route.direction())
                .append("\",listener=\"")
                .append(escaped(route.listener()))
                .append("\",proxy=\"")
                .append(escaped(route.proxy()))
                .append("\",upstream=\"")
                .append(escaped(route.upstream()))
                .append("\"} ")
                .append(value.applyAsLong(count))
                .append('\n'));
  }

  private static String escaped(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
