package org.plumbline.chaos.toxiproxy.api;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.plumbline.chaos.toxiproxy.proxy.Proxies;
import org.plumbline.chaos.toxiproxy.proxy.Traffic;

/** The API's port. A body may have 1 MiB; an idle connection is closed after 60 s. */
public final class HttpApi implements AutoCloseable {
  /** The version whose behaviour this server has. */
  public static final String VERSION = "2.12.0";

  private static final int BODY_BYTES_MAX = 1024 * 1024;
  private static final int IDLE_SECONDS_MAX = 60;

  private final Channel server;

  private HttpApi(Channel server) {
    this.server = server;
  }

  /**
   * Opens the port.
   *
   * @param withMetrics whether {@code /metrics} is there; without, it answers 404
   * @throws IOException when the port cannot be opened
   */
  public static HttpApi open(
      InetSocketAddress at,
      EventLoopGroup loops,
      Proxies proxies,
      Traffic traffic,
      boolean withMetrics)
      throws IOException {
    var routes = new Routes(proxies, withMetrics ? new MetricsPage(proxies, traffic) : null);
    var bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childHandler(pipeline(routes))
            .bind(at)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "listen tcp " + at.getHostString() + ":" + at.getPort() + ": " + reason(bound.cause()));
    }
    return new HttpApi(bound.channel());
  }

  private static String reason(Throwable cause) {
    return String.valueOf(cause.getMessage());
  }

  private static ChannelInitializer<Channel> pipeline(Routes routes) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        channel
            .pipeline()
            .addLast(new HttpServerCodec())
            .addLast(new HttpObjectAggregator(BODY_BYTES_MAX))
            .addLast(new IdleStateHandler(0, 0, IDLE_SECONDS_MAX))
            .addLast(new CloseWhenIdle())
            .addLast(new FlowControlHandler())
            .addLast(new RequestHandler(routes));
      }
    };
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) server.localAddress();
  }

  @Override
  public void close() {
    server.close().awaitUninterruptibly();
  }

  private static final class CloseWhenIdle extends ChannelInboundHandlerAdapter {
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
      if (event instanceof IdleStateEvent) {
        var _ = context.close();
      } else {
        super.userEventTriggered(context, event);
      }
    }
  }
}
