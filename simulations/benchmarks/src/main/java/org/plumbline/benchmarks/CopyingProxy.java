package org.plumbline.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * The least that a proxy of bytes can do: a thread for each direction that reads into a buffer
 * outside of the heap and writes it out, in chunks as large as Toxiproxy's. It takes one
 * connection.
 */
final class CopyingProxy implements AutoCloseable {
  private static final int CHUNK = 32 * 1024;

  private final ServerSocketChannel server;
  private final InetSocketAddress upstream;

  private CopyingProxy(ServerSocketChannel server, InetSocketAddress upstream) {
    this.server = server;
    this.upstream = upstream;
  }

  static CopyingProxy to(InetSocketAddress upstream) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    CopyingProxy proxy = new CopyingProxy(server, upstream);
    Thread.ofPlatform().daemon().name("copy-up").start(proxy::serve);
    return proxy;
  }

  InetSocketAddress address() throws IOException {
    return (InetSocketAddress) server.getLocalAddress();
  }

  private void serve() {
    try (SocketChannel client = server.accept();
        SocketChannel far = SocketChannel.open(upstream)) {
      Thread.ofPlatform().daemon().name("copy-down").start(() -> copyToEnd(far, client));
      copy(client, far);
    } catch (IOException _) {
      // Whoever waits for the bytes sees that they do not come.
    }
  }

  private static void copyToEnd(SocketChannel from, SocketChannel to) {
    try {
      copy(from, to);
    } catch (IOException _) {
      // The other direction has closed both.
    }
  }

  private static void copy(SocketChannel from, SocketChannel to) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
    while (from.read(chunk) >= 0) {
      chunk.flip();
      while (chunk.hasRemaining()) {
        to.write(chunk);
      }
      chunk.clear();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
