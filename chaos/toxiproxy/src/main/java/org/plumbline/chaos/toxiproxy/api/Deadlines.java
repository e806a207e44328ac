package org.plumbline.chaos.toxiproxy.api;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection that takes too long: 15 s to send a whole request, 30 s until it has its
 * answer, 60 s between two requests. Stands before all other handlers of the connection.
 */
final class Deadlines extends ChannelInboundHandlerAdapter {
  static final int READ_SECONDS_MAX = 15;
  static final int ANSWER_SECONDS_MAX = 30;
  static final int IDLE_SECONDS_MAX = 60;

  private @Nullable Future<?> due;
  private boolean idle;

  @Override
  public void channelActive(ChannelHandlerContext context) throws Exception {
    start(context, READ_SECONDS_MAX);
    super.channelActive(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (idle) {
      start(context, READ_SECONDS_MAX);
    }
    super.channelRead(context, message);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    cancel();
    super.channelInactive(context);
  }

  /** The request is complete. */
  void requestRead(ChannelHandlerContext context) {
    start(context, ANSWER_SECONDS_MAX);
  }

  /** The answer has left, and another request may follow. */
  void answered(ChannelHandlerContext context) {
    start(context, IDLE_SECONDS_MAX);
    idle = true;
  }

  private void start(ChannelHandlerContext context, int seconds) {
    cancel();
    idle = false;
    due = context.executor().schedule(() -> close(context), seconds, TimeUnit.SECONDS);
  }

  private static void close(ChannelHandlerContext context) {
    var _ = context.close();
  }

  private void cancel() {
    var pending = due;
    due = null;
    if (pending != null) {
      pending.cancel(false);
    }
  }
}
