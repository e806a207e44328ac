package org.plumbline.floors;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A WebSocket server at {@code /ws} as lean as bare Netty makes it: after the upgrade a connection
 * has the decoder and encoder of its frames and one shared handler, and no buffer while it is idle.
 * On Linux's epoll alone: a floor on a slower transport would flatter what is measured against it.
 */
final class SocketServer implements Floor {

  static final Set<String> ARGUMENTS = Set.of("host", "port", "threads");

  private static final int REQUEST_BYTES_MAX = 8_192;
  private static final int BACKLOG = 4_096;
  private static final int THREADS_MAX = 64;
  private static final int PORT_MAX = 65_535;

  private final EventLoopGroup loops;
  private final FrameHandler frames;
  private final Channel listening;

  private SocketServer(EventLoopGroup loops, FrameHandler frames, Channel listening) {
    this.loops = loops;
    this.frames = frames;
    this.listening = listening;
  }

  /**
   * Listens.
   *
   * @param arguments {@code host} (127.0.0.1), {@code port} (0: a free one), {@code threads} (as
   *     many as processors)
   * @throws UnsatisfiedLinkError when the machine has no epoll
   */
  static SocketServer open(Arguments arguments, FrameHandler frames) {
    String host = arguments.text("host", "127.0.0.1");
    int port = arguments.number("port", 0, 0, PORT_MAX);
    int processors = Runtime.getRuntime().availableProcessors();
    int threads = arguments.number("threads", Math.min(processors, THREADS_MAX), 1, THREADS_MAX);
    Epoll.ensureAvailability();
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(threads, EpollIoHandler.newFactory());
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(EpollServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(),
                            new HttpObjectAggregator(REQUEST_BYTES_MAX),
                            new Upgrade(frames));
                  }
                });
    try {
      return new SocketServer(
          loops, frames, bootstrap.bind(host, port).syncUninterruptibly().channel());
    } catch (RuntimeException e) {
      var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw e;
    }
  }

  @Override
  public String address() {
    return Integer.toString(((InetSocketAddress) listening.localAddress()).getPort());
  }

  @Override
  public void work(Duration length) throws InterruptedException {
    Thread.sleep(length);
  }

  @Override
  public Map<String, Long> counts() {
    return frames.counts();
  }

  @Override
  public void close() {
    var _ = listening.close().syncUninterruptibly();
    var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
