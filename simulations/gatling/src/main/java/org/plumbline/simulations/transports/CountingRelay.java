package org.plumbline.simulations.transports;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.plumbline.simulations.load.NodeAddress;

/**
 * Passes the bytes of devices on to one node and back, and counts them. The client's own counters
 * would not see what its HTTP library adds.
 *
 * <p>A request is counted by the empty line that ends its head. Frames of a socket are masked with
 * chance: one in four thousand million of their bytes looks like such a line.
 */
final class CountingRelay implements AutoCloseable {

  private static final int CONNECTIONS_WAITING_MAX = 256;
  private static final int CHUNK = 16_384;
  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

  private final NodeAddress node;
  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final LongAdder requests = new LongAdder();
  private final LongAdder bytesUp = new LongAdder();
  private final LongAdder bytesDown = new LongAdder();

  private CountingRelay(NodeAddress node, ServerSocket listening) {
    this.node = node;
    this.listening = listening;
  }

  /** Opens a relay on a free port of the loopback. */
  static CountingRelay to(NodeAddress node) throws IOException {
    CountingRelay relay =
        new CountingRelay(
            node, new ServerSocket(0, CONNECTIONS_WAITING_MAX, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().name("counting-relay").start(relay::acceptAll);
    return relay;
  }

  /** The node as devices reach it through this relay. */
  NodeAddress address() {
    String authority = listening.getInetAddress().getHostAddress() + ":" + listening.getLocalPort();
    return new NodeAddress(
        node.id(),
        URI.create("http://" + authority),
        URI.create("ws://" + authority + node.webSocket().getPath()));
  }

  /** What went over it so far. */
  WireCount count() {
    return new WireCount(requests.sum(), bytesUp.sum(), bytesDown.sum());
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket device = listening.accept();
        Thread.ofVirtual().name("counting-relay-up").start(() -> serve(device));
      }
    } catch (IOException e) {
      // Closed: no more devices are taken.
    }
  }

  private void serve(Socket device) {
    open.add(device);
    try (device;
        Socket server = new Socket()) {
      open.add(server);
      device.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      server.connect(new InetSocketAddress(node.http().getHost(), node.http().getPort()));
      Thread down =
          Thread.ofVirtual().name("counting-relay-down").start(() -> passDown(server, device));
      passUp(device, server);
      down.join();
      open.remove(server);
    } catch (IOException e) {
      // One of the two has gone: both are closed, and each sees it as it would without a relay.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(device);
    }
  }

  private void passUp(Socket device, Socket server) throws IOException {
    byte[] chunk = new byte[CHUNK];
    InputStream in = device.getInputStream();
    OutputStream out = server.getOutputStream();
    int matched = 0;
    for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
      bytesUp.add(length);
      for (int at = 0; at < length; at++) {
        matched =
            chunk[at] == END_OF_HEAD[matched] ? matched + 1 : chunk[at] == END_OF_HEAD[0] ? 1 : 0;
        if (matched == END_OF_HEAD.length) {
          requests.increment();
          matched = 0;
        }
      }
      out.write(chunk, 0, length);
    }
    server.shutdownOutput();
  }

  private void passDown(Socket server, Socket device) {
    byte[] chunk = new byte[CHUNK];
    try {
      InputStream in = server.getInputStream();
      OutputStream out = device.getOutputStream();
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        bytesDown.add(length);
        out.write(chunk, 0, length);
      }
      device.shutdownOutput();
    } catch (IOException e) {
      close(device);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // A socket that cannot be closed is closed already.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    open.forEach(CountingRelay::close);
  }
}
