package org.plumbline.messenger.gateway;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes an HTTP connection whose request does not come, or comes too slowly, byte by byte or not
 * at all. It is gone once a socket stands: a session's own sign of life counts then.
 */
final class RequestDeadline extends ChannelDuplexHandler {

  private final HandshakeConfig config;
  private final Newcomers newcomers;
  private @Nullable InetAddress waiting;
  private @Nullable Future<?> deadline;

  RequestDeadline(HandshakeConfig config, Newcomers newcomers) {
    this.config = config;
    this.newcomers = newcomers;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    if (ctx.channel().remoteAddress() instanceof InetSocketAddress remote) {
      InetAddress address = remote.getAddress();
      if (!newcomers.enter(address)) {
        var _ = ctx.close();
        return;
      }
      waiting = address;
    }
    arm(ctx, config.within());
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    disarm();
    arrived();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof LastHttpContent) {
      disarm();
      arrived();
    }
    ctx.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof LastHttpContent) {
      arm(ctx, config.keepAlive());
    }
    var _ = ctx.write(message, promise);
  }

  private void arm(ChannelHandlerContext ctx, Duration within) {
    disarm();
    deadline =
        ctx.executor()
            .schedule(
                () -> {
                  var _ = ctx.close();
                },
                within.toNanos(),
                TimeUnit.NANOSECONDS);
  }

  private void disarm() {
    Future<?> armed = deadline;
    if (armed != null) {
      armed.cancel(false);
      deadline = null;
    }
  }

  private void arrived() {
    InetAddress address = waiting;
    if (address != null) {
      waiting = null;
      newcomers.leave(address);
    }
  }
}
