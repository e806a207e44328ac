package org.plumbline.chaos.toxiproxy.proxy;

import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.plumbline.chaos.toxiproxy.link.Link;
import org.plumbline.chaos.toxiproxy.toxic.Direction;

/**
 * Counts the bytes of every direction of every proxy since the server started. The counts outlive
 * the proxies, so that they only ever grow. Thread-safe.
 */
public final class Traffic {
  /** One direction of one proxy, under the addresses that it had. */
  public record Route(String proxy, Direction direction, String listener, String upstream) {
    private static final Comparator<Route> ORDER =
        Comparator.comparing(Route::proxy)
            .thenComparing(Route::direction)
            .thenComparing(Route::listener)
            .thenComparing(Route::upstream);
  }

  /** Bytes read from the source, and bytes that the destination's socket took. */
  public record Bytes(long received, long sent) {}

  private record Adders(LongAdder received, LongAdder sent) {}

  private final Map<Route, Adders> routes = new ConcurrentHashMap<>();

  Link.Meter meter(Route route) {
    var adders = routes.computeIfAbsent(route, _ -> new Adders(new LongAdder(), new LongAdder()));
    return new Link.Meter(adders.received()::add, adders.sent()::add);
  }

  public SortedMap<Route, Bytes> read() {
    var bytes = new TreeMap<Route, Bytes>(Route.ORDER);
    routes.forEach(
        (route, adders) ->
            bytes.put(route, new Bytes(adders.received().sum(), adders.sent().sum())));
    return bytes;
  }
}
