package org.plumbline.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.plumbline.chaos.toxiproxy.ServerFlags;
import org.plumbline.chaos.toxiproxy.ToxiproxyServer;

/**
 * What our Toxiproxy takes from the throughput of loopback while it has no toxics: the same bytes
 * through it and through a {@link CopyingProxy}, in turns of a few milliseconds, so that whatever
 * slows the machine slows both. {@code plumb bench} prints the ratio.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ProxyThroughputBenchmark {

  /** Bytes of a turn. */
  static final int BYTES = 8 << 20;

  private static final int WRITE = 64 * 1024;

  private final ByteBuffer data = ByteBuffer.allocateDirect(WRITE);
  private @Nullable ToxiproxyServer server;
  private @Nullable CopyingProxy copying;
  private @Nullable Way plain;
  private @Nullable Way proxied;
  private boolean plainFirst;

  /** What the turns of an iteration came to; the names are those that {@code plumb bench} reads. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Turns {
    /** Bytes through each of the two. */
    public long bytes;

    /** Time that the copying proxy took for them. */
    public long plainNanos;

    /** Time that our Toxiproxy took for them. */
    public long proxiedNanos;
  }

  /** A connection through a proxy, and where it ends. */
  private record Way(SocketChannel near, Drain drain) {
    static Way through(InetSocketAddress proxy, Drain drain) throws IOException {
      return new Way(SocketChannel.open(proxy), drain);
    }

    long take(ByteBuffer data) throws IOException, InterruptedException {
      long start = System.nanoTime();
      for (int written = 0; written < BYTES; ) {
        data.clear();
        data.limit(Math.min(data.capacity(), BYTES - written));
        written += near.write(data);
      }
      drain.await();
      return System.nanoTime() - start;
    }

    void close() throws IOException {
      near.close();
      drain.close();
    }
  }

  /** Opens both ways. */
  @Setup
  public void start() throws IOException {
    Drain plainDrain = Drain.of(BYTES);
    CopyingProxy copies = CopyingProxy.to(plainDrain.address());
    plain = Way.through(copies.address(), plainDrain);
    copying = copies;
    Drain proxiedDrain = Drain.of(BYTES);
    PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    ToxiproxyServer started = ToxiproxyServer.start(ServerFlags.onFreePort(), silent);
    server = started;
    InetSocketAddress listen =
        started.addProxy("benchmark", "127.0.0.1:" + proxiedDrain.address().getPort());
    proxied = Way.through(listen, proxiedDrain);
  }

  /** Closes both. */
  @TearDown
  public void stop() throws IOException {
    Objects.requireNonNull(plain).close();
    Objects.requireNonNull(proxied).close();
    Objects.requireNonNull(copying).close();
    Objects.requireNonNull(server).close();
  }

  /** The same bytes one way and then the other; which comes first takes turns as well. */
  @Benchmark
  public void takeTurns(Turns turns) throws IOException, InterruptedException {
    plainFirst = !plainFirst;
    if (plainFirst) {
      turns.plainNanos += Objects.requireNonNull(plain).take(data);
    }
    turns.proxiedNanos += Objects.requireNonNull(proxied).take(data);
    if (!plainFirst) {
      turns.plainNanos += Objects.requireNonNull(plain).take(data);
    }
    turns.bytes += BYTES;
  }
}
