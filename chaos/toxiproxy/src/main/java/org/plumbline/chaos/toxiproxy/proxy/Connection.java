package org.plumbline.chaos.toxiproxy.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MaxMessagesRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.toxiproxy.link.Link;
import org.plumbline.chaos.toxiproxy.link.Meter;
import org.plumbline.chaos.toxiproxy.toxic.Direction;

/** A client's connection with the one to the upstream, and the two links between them. */
final class Connection {
  private static final int CHUNK_MAX = 32 * 1024;

  /** The system decides how long a dial may take, as with the original. */
  private static final int NO_TIMEOUT = 0;

  /** What a connection shares with the others of its proxy, and its own dice. */
  record Surroundings(
      ToxicChain toxics,
      Function<Direction, Meter> meters,
      RandomGenerator random,
      LongSupplier clock) {}

  private final Surroundings surroundings;
  private final EventLoop loop;
  private final NioSocketChannel client;
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private volatile @Nullable Channel upstream;
  private volatile boolean closing;

  /** Written by the event loop. */
  private List<Link> links = List.of();

  Connection(SocketChannel accepted, EventLoop loop, Surroundings surroundings) {
    this.surroundings = surroundings;
    this.loop = loop;
    this.client = new NioSocketChannel(null, accepted);
    client.config().setAutoRead(false);
    client.config().setAllowHalfClosure(true);
    client.config().setTcpNoDelay(true);
    client.config().setRecvByteBufAllocator(chunks());
    client.config().setWriteBufferWaterMark(new WriteBufferWaterMark(CHUNK_MAX, 2 * CHUNK_MAX));
    var _ = loop.register(client);
    var _ = client.closeFuture().addListener(_ -> finishWhenBothClosed());
  }

  private static MaxMessagesRecvByteBufAllocator chunks() {
    return new AdaptiveRecvByteBufAllocator(64, CHUNK_MAX, CHUNK_MAX).maxMessagesPerRead(1);
  }

  /** Done when both sockets are closed. */
  CompletableFuture<Void> closed() {
    return closed;
  }

  /**
   * Connects to the first address that answers and starts the links. Blocks until then.
   *
   * @return why it failed, or null; after a failure the client's socket is closed
   */
  @Nullable Throwable open(List<InetSocketAddress> candidates) {
    Throwable failure = null;
    for (var candidate : candidates) {
      var dialled = dial(candidate);
      dialled.awaitUninterruptibly();
      failure = dialled.cause();
      if (failure == null) {
        loop.submit(() -> begin(dialled.channel())).awaitUninterruptibly();
        return null;
      }
      if (closing) {
        break;
      }
    }
    var _ = client.close();
    return failure;
  }

  private ChannelFuture dial(InetSocketAddress address) {
    var dialled =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, NO_TIMEOUT)
            .option(ChannelOption.RECVBUF_ALLOCATOR, chunks())
            .option(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(CHUNK_MAX, 2 * CHUNK_MAX))
            .handler(nothingYet())
            .connect(address);
    upstream = dialled.channel();
    // From the dial on, not from its success: a dial that is given up ends the connection too.
    var _ = dialled.channel().closeFuture().addListener(_ -> finishWhenBothClosed());
    if (closing) {
      // Whoever closed this connection did not see the new socket; an unanswered dial would wait
      // on.
      var _ = dialled.channel().close();
    }
    return dialled;
  }

  private static ChannelHandler nothingYet() {
    return new ChannelInboundHandlerAdapter();
  }

  private void begin(Channel connected) {
    if (closing || !client.isActive() || !connected.isActive()) {
      close();
      return;
    }
    var up = link(Direction.UPSTREAM, client, connected);
    var down = link(Direction.DOWNSTREAM, connected, client);
    links = List.of(up, down);
    client.pipeline().addLast(new LinkEnds(up, down));
    connected.pipeline().addLast(new LinkEnds(down, up));
    surroundings.toxics().attach(links);
    if (surroundings.toxics().hasReset()) {
      // Closing then sends RST and drops what is unsent. Set whatever the toxicity, as the
      // original.
      client.config().setOption(ChannelOption.SO_LINGER, 0);
      connected.config().setOption(ChannelOption.SO_LINGER, 0);
    }
    links.forEach(Link::pump);
  }

  private Link link(Direction direction, Channel from, Channel to) {
    var meter = surroundings.meters().apply(direction);
    return new Link(direction, from, to, surroundings.random(), meter, surroundings.clock());
  }

  /** Closes both sockets without regard to toxics or to data on its way. */
  void close() {
    closing = true;
    var _ = client.close();
    var peer = upstream;
    if (peer != null) {
      var _ = peer.close();
    }
  }

  private void finishWhenBothClosed() {
    var peer = upstream;
    if (client.isOpen() || (peer != null && peer.isOpen())) {
      return;
    }
    links.forEach(Link::abandon);
    surroundings.toxics().detach(links);
    closed.complete(null);
  }
}
