package org.plumbline.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** An upstream that takes one connection, throws all bytes away, and tells after each portion. */
final class Drain implements AutoCloseable {
  private static final int BUFFER = 256 * 1024;
  private static final int SECONDS_MAX = 60;

  private final ServerSocketChannel server;
  private final int portion;
  private final Semaphore portions = new Semaphore(0);

  private Drain(ServerSocketChannel server, int portion) {
    this.server = server;
    this.portion = portion;
  }

  static Drain of(int portion) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Drain drain = new Drain(server, portion);
    Thread.ofPlatform().daemon().name("drain").start(drain::run);
    return drain;
  }

  InetSocketAddress address() throws IOException {
    return (InetSocketAddress) server.getLocalAddress();
  }

  private void run() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    try (SocketChannel client = server.accept()) {
      long taken = 0;
      for (int read = client.read(buffer); read >= 0; read = client.read(buffer)) {
        long before = taken / portion;
        taken += read;
        portions.release((int) (taken / portion - before));
        buffer.clear();
      }
    } catch (IOException _) {
      // Whoever awaits a portion sees that it does not come.
    }
  }

  /** Waits until another whole portion has arrived. */
  void await() throws IOException, InterruptedException {
    if (!portions.tryAcquire(SECONDS_MAX, TimeUnit.SECONDS)) {
      throw new IOException("portion: not there after " + SECONDS_MAX + " s");
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
