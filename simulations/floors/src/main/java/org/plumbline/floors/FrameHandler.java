package org.plumbline.floors;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.ReferenceCountUtil;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Sends every whole text back. One for all connections; it keeps nothing of any of them. */
@Sharable
class FrameHandler extends ChannelInboundHandlerAdapter {

  private final LongAdder opened = new LongAdder();
  private final LongAdder closed = new LongAdder();
  private final LongAdder echoed = new LongAdder();

  /** What was done so far, by name. */
  Map<String, Long> counts() {
    return Map.of("opened", opened.sum(), "closed", closed.sum(), "echoed", echoed.sum());
  }

  /** What becomes of a text; the frame is handed on with its reference. */
  void text(ChannelHandlerContext context, TextWebSocketFrame frame) {
    echoed.increment();
    var _ = context.write(frame, context.voidPromise());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    opened.increment();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    switch (message) {
      case TextWebSocketFrame frame when frame.isFinalFragment() -> text(context, frame);
      case PingWebSocketFrame ping -> {
        var _ = context.write(new PongWebSocketFrame(ping.content()), context.voidPromise());
      }
      case CloseWebSocketFrame close -> {
        var _ = context.writeAndFlush(close).addListener(ChannelFutureListener.CLOSE);
      }
      case PongWebSocketFrame pong -> pong.release();
      default -> {
        // A floor that answered a part of a message would be measured as if it had answered it.
        ReferenceCountUtil.release(message);
        var _ =
            context
                .writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.INVALID_MESSAGE_TYPE))
                .addListener(ChannelFutureListener.CLOSE);
      }
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    closed.increment();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }
}
