package org.plumbline.chaos.toxiproxy.proxy;

import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.stream.Stream;
import org.plumbline.chaos.toxiproxy.link.Meter;
import org.plumbline.chaos.toxiproxy.toxic.Direction;

/**
 * The open port of an enabled proxy, and its connections.
 *
 * <p>A thread of its own accepts with blocking calls: closing such a socket frees the port before
 * {@link #close} returns, which a selector's socket does not promise, and a proxy that was switched
 * off must refuse the very next connection.
 */
final class Listener {
  private static final int BACKLOG = 1024;
  private static final int CLOSE_SECONDS_MAX = 10;
  private static final long PAUSE_AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** What a listener needs from its proxy. */
  record Setting(
      String upstream,
      ToxicChain toxics,
      SplittableGenerator random,
      EventLoopGroup loops,
      LongSupplier clock,
      EventLog log) {}

  private final String name;
  private final ServerSocketChannel server;
  private final InetSocketAddress address;
  private final Setting setting;
  private final Function<Direction, Meter> meters;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final Thread accepting;
  private volatile boolean closing;

  private Listener(
      String name,
      ServerSocketChannel server,
      InetSocketAddress address,
      Setting setting,
      Function<Direction, Meter> meters) {
    this.name = name;
    this.server = server;
    this.address = address;
    this.setting = setting;
    this.meters = meters;
    this.accepting = Thread.ofVirtual().name("accept-" + name).unstarted(this::acceptAll);
  }

  static Listener open(String name, InetSocketAddress at, Setting setting, Traffic traffic)
      throws IOException {
    var server = ServerSocketChannel.open();
    try {
      server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      server.bind(at, BACKLOG);
      var bound = (InetSocketAddress) server.getLocalAddress();
      var up = meter(name, Direction.UPSTREAM, bound, setting, traffic);
      var down = meter(name, Direction.DOWNSTREAM, bound, setting, traffic);
      Function<Direction, Meter> meters = way -> way == Direction.UPSTREAM ? up : down;
      var listener = new Listener(name, server, bound, setting, meters);
      listener.accepting.start();
      return listener;
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static Meter meter(
      String name, Direction direction, InetSocketAddress at, Setting setting, Traffic traffic) {
    return traffic.meter(
        new Traffic.Route(name, direction, Addresses.bound(at), setting.upstream()));
  }

  InetSocketAddress address() {
    return address;
  }

  int connections() {
    return connections.size();
  }

  private void acceptAll() {
    while (!closing) {
      try {
        open(server.accept());
      } catch (IOException e) {
        if (!closing) {
          setting
              .log()
              .warn("Error while accepting client", with("error", String.valueOf(e.getMessage())));
          // Out of file descriptors, most likely: try again, but do not spin.
          LockSupport.parkNanos(PAUSE_AFTER_FAILURE_NANOS);
        }
      }
    }
  }

  private void open(SocketChannel accepted) throws IOException {
    var client = Addresses.bound((InetSocketAddress) accepted.getRemoteAddress());
    setting.log().info("Accepted client", with("client", client));
    var connection =
        new Connection(
            accepted,
            setting.loops().next(),
            new Connection.Surroundings(
                setting.toxics(), meters, setting.random().split(), setting.clock()));
    connections.add(connection);
    var _ = connection.closed().thenRun(() -> connections.remove(connection));
    if (closing) {
      connection.close();
      return;
    }
    try {
      var failure = connection.open(Addresses.upstream(setting.upstream()));
      if (failure != null) {
        refuse(connection, client, String.valueOf(failure.getMessage()));
      }
    } catch (Refusal refusal) {
      refuse(connection, client, refusal.reason());
    }
  }

  private void refuse(Connection connection, String client, String cause) {
    connection.close();
    setting
        .log()
        .error("Unable to open connection to upstream", with("error", cause, "client", client));
  }

  /** The fields that stand in every line of a proxy, then these. */
  private Object[] with(Object... fields) {
    var proxy =
        Stream.<Object>of(
            "name", name, "listen", Addresses.bound(address), "upstream", setting.upstream());
    return Stream.concat(proxy, Stream.of(fields)).toArray();
  }

  /** Closes the port, then all connections, and returns when that is done. */
  void close() {
    closing = true;
    try {
      server.close();
      connections.forEach(Connection::close);
      accepting.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS_MAX));
      connections.forEach(Connection::close);
      CompletableFuture.allOf(
              connections.stream().map(Connection::closed).toArray(CompletableFuture[]::new))
          .get(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (IOException | ExecutionException | TimeoutException e) {
      setting.log().warn("Could not close all connections", "error", String.valueOf(e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
