package org.plumbline.swarm;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.TimeUnit;

/** One thread for all sockets, on the system's own selector where there is one. */
final class Transport implements AutoCloseable {

  private static final long QUIET_MILLIS = 0;
  private static final long STOP_WITHIN_MILLIS = 2_000;

  private final boolean epoll = Epoll.isAvailable();
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  private final EventLoop loop = group.next();

  EventLoop loop() {
    return loop;
  }

  String name() {
    return epoll ? "epoll" : "nio";
  }

  /** A channel that is neither registered nor connected. */
  Channel channel() {
    if (!epoll) {
      return new NioSocketChannel();
    }
    EpollSocketChannel channel = new EpollSocketChannel();
    // The port is chosen when the peer is known: one address then serves many peers.
    var _ = channel.config().setOption(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
    return channel;
  }

  @Override
  public void close() {
    var _ =
        group
            .shutdownGracefully(QUIET_MILLIS, STOP_WITHIN_MILLIS, TimeUnit.MILLISECONDS)
            .awaitUninterruptibly(STOP_WITHIN_MILLIS);
  }
}
