package org.plumbline.chaos.toxiproxy.api;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.function.Supplier;
import org.plumbline.chaos.toxiproxy.proxy.Proxies;
import org.plumbline.chaos.toxiproxy.proxy.Traffic;

/** The API's port. A body may have 64 MiB, where the original knows no limit. */
public final class HttpApi implements AutoCloseable {
  /** The version whose behaviour this server has. */
  public static final String VERSION = "2.12.0";

  private static final int BODY_BYTES_MAX = 64 * 1024 * 1024;

  private final Channel server;

  private HttpApi(Channel server) {
    this.server = server;
  }

  /**
   * Which metrics {@code /metrics} shows; it answers 404 when there are none.
   *
   * @param proxy bytes of the proxies
   * @param runtime the process and its JVM
   */
  public record Metrics(boolean proxy, boolean runtime) {}

  /**
   * Opens the port.
   *
   * @throws IOException when the port cannot be opened
   */
  public static HttpApi open(
      InetSocketAddress at, EventLoopGroup loops, Proxies proxies, Traffic traffic, Metrics metrics)
      throws IOException {
    var pages = new ArrayList<Supplier<String>>();
    if (metrics.runtime()) {
      pages.add(new RuntimePage());
    }
    if (metrics.proxy() || metrics.runtime()) {
      pages.add(MetricsPage::ofTheHandler);
    }
    if (metrics.proxy()) {
      pages.add(new MetricsPage(traffic));
    }
    var live = metrics.proxy() ? new LivePage(proxies, traffic) : null;
    var routes = new Routes(proxies, pages, live);
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
    var clock = InstantSource.system();
    var ids = new RequestIds(clock, new SecureRandom());
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        var deadlines = new Deadlines();
        channel
            .pipeline()
            .addLast(deadlines)
            .addLast(new HttpServerCodec())
            .addLast(new HttpObjectAggregator(BODY_BYTES_MAX))
            .addLast(new FlowControlHandler())
            .addLast(new RequestHandler(routes, clock, ids, deadlines));
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
}
