package org.plumbline.compose;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Scanner;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The ports of one environment. A chosen port is held until just before its server starts, so that
 * no two servers get the same. All are below the range from which the system picks the local ends
 * of outgoing connections: a load generator would otherwise take the port of a node that restarts.
 */
final class Ports implements AutoCloseable {
  private static final int LOWEST = 11_000;
  private static final int ATTEMPTS_MAX = 1_000;

  private final Map<String, Integer> fixed;
  private final RandomGenerator random;
  private final int highest;
  private final Map<String, Integer> chosen = new HashMap<>();
  private final Map<String, ServerSocket> held = new HashMap<>();

  Ports(Map<String, Integer> fixed, RandomGenerator random) {
    this.fixed = fixed;
    this.random = random;
    this.highest = lowestOutgoing() - 1;
  }

  /** The port of that name, chosen and held at the first call. */
  synchronized int of(String name) throws EnvironmentFailure {
    var port = chosen.get(name);
    return port != null ? port : choose(name);
  }

  /** The port of that name, which has been chosen before. */
  synchronized int known(String name) {
    return Objects.requireNonNull(chosen.get(name), () -> "no port chosen for " + name);
  }

  /** Frees the port for its server. */
  synchronized void release(String name) {
    close(held.remove(name));
  }

  @Override
  public synchronized void close() {
    held.values().forEach(Ports::close);
    held.clear();
  }

  private int choose(String name) throws EnvironmentFailure {
    var wanted = fixed.get(name);
    if (wanted != null) {
      return hold(name, wanted, true);
    }
    for (var attempt = 1; attempt < ATTEMPTS_MAX; attempt++) {
      var port = hold(name, random.nextInt(LOWEST, highest), false);
      if (port > 0) {
        return port;
      }
    }
    throw new EnvironmentFailure(
        name,
        "no free port from " + LOWEST + " to " + highest,
        List.of(),
        "stop servers that listen there (ss -ltn shows them)");
  }

  private int hold(String name, int port, boolean required) throws EnvironmentFailure {
    try {
      var socket = new ServerSocket();
      try {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      } catch (IOException e) {
        socket.close();
        throw e;
      }
      held.put(name, socket);
      chosen.put(name, port);
      return port;
    } catch (IOException e) {
      if (required) {
        throw new EnvironmentFailure(
            name,
            "port " + port + " of 127.0.0.1 is taken, and " + name + " needs it: " + e.getMessage(),
            List.of(),
            "stop what listens there (ss -ltnp 'sport = :" + port + "'), or give another port",
            e);
      }
      return 0;
    }
  }

  private static void close(@Nullable ServerSocket socket) {
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new IllegalStateException("cannot free port " + socket.getLocalPort(), e);
      }
    }
  }

  private static int lowestOutgoing() {
    // In one read: the kernel answers a second one, at an offset, with nothing.
    try (var scanner = new Scanner(Path.of("/proc/sys/net/ipv4/ip_local_port_range"), UTF_8)) {
      var lowest = scanner.nextInt();
      return lowest > LOWEST + 2_000 ? lowest : 65_000;
    } catch (IOException | NoSuchElementException e) {
      return 32_768;
    }
  }
}
