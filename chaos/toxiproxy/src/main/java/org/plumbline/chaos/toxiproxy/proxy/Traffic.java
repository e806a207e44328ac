package org.plumbline.chaos.toxiproxy.proxy;

import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.plumbline.chaos.toxiproxy.link.Meter;
import org.plumbline.chaos.toxiproxy.toxic.Direction;

/**
 * Counts the bytes of every direction of every proxy since the server started. The counts outlive
 * the proxies, so that they only ever grow. Thread-safe.
 *
 * <p>Each count exists twice: of the links that have ended, as the original counts, and of all
 * links until now, with which a drill proves that its traffic goes through the proxy.
 */
public final class Traffic {
  /** One direction of one proxy, under the addresses that it had when the link began. */
  public record Route(String proxy, Direction direction, String listener, String upstream) {
    /** As Prometheus sorts: by the labels' values, the labels in the order of their names. */
    private static final Comparator<Route> ORDER =
        Comparator.comparing((Route route) -> route.direction().toString())
            .thenComparing(Route::listener)
            .thenComparing(Route::proxy)
            .thenComparing(Route::upstream);
  }

  private final Map<Route, LongAdder> received = new ConcurrentHashMap<>();
  private final Map<Route, LongAdder> sent = new ConcurrentHashMap<>();
  private final Map<Route, LongAdder> receivedAtEnd = new ConcurrentHashMap<>();
  private final Map<Route, LongAdder> sentAtEnd = new ConcurrentHashMap<>();

  Meter meter(Route route) {
    var receivedNow = adder(received, route);
    var sentNow = adder(sent, route);
    return new Meter() {
      @Override
      public void received(long bytes) {
        receivedNow.add(bytes);
      }

      @Override
      public void sent(long bytes) {
        sentNow.add(bytes);
      }

      @Override
      public void sourceEnded(long bytes) {
        adder(receivedAtEnd, route).add(bytes);
      }

      @Override
      public void destinationEnded(long bytes) {
        adder(sentAtEnd, route).add(bytes);
      }
    };
  }

  private static LongAdder adder(Map<Route, LongAdder> adders, Route route) {
    return adders.computeIfAbsent(route, _ -> new LongAdder());
  }

  /** Bytes that sources have sent, of all links until now. */
  public SortedMap<Route, Long> received() {
    return read(received);
  }

  /** Bytes that destinations have taken, of all links until now. */
  public SortedMap<Route, Long> sent() {
    return read(sent);
  }

  /** Bytes of the links whose source has ended; no entry before the first. */
  public SortedMap<Route, Long> receivedAtEnd() {
    return read(receivedAtEnd);
  }

  /** Bytes of the links that wrote all that they had to; no entry before the first. */
  public SortedMap<Route, Long> sentAtEnd() {
    return read(sentAtEnd);
  }

  private static SortedMap<Route, Long> read(Map<Route, LongAdder> adders) {
    var bytes = new TreeMap<Route, Long>(Route.ORDER);
    adders.forEach((route, adder) -> bytes.put(route, adder.sum()));
    return bytes;
  }
}
