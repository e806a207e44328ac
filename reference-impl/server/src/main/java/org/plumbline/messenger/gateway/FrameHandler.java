package org.plumbline.messenger.gateway;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.plumbline.messenger.session.Session;
import org.plumbline.protocol.CloseCode;
import org.plumbline.protocol.FrameCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What comes from the sockets. One for all connections. */
@Singleton
@ChannelHandler.Sharable
final class FrameHandler extends SimpleChannelInboundHandler<WebSocketFrame> {

  private static final Logger LOG = LoggerFactory.getLogger(FrameHandler.class);

  private final Frames frames;
  private final SessionLife life;

  FrameHandler(Frames frames, SessionLife life) {
    this.frames = frames;
    this.life = life;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) throws Exception {
    Session session = SessionLife.sessionOf(ctx.channel());
    if (session == null) {
      return;
    }
    if (session.isClosed()) {
      if (frame instanceof CloseWebSocketFrame) {
        // The answer to ours: nothing more is to come.
        var _ = ctx.close();
      }
      return;
    }
    frames.heardOf(session);
    if (!frame.isFinalFragment()) {
      SocketPipeline.joinFragments(ctx, frame.retain());
      return;
    }
    switch (frame) {
      case TextWebSocketFrame text -> {
        if (ByteBufUtil.isText(text.content(), StandardCharsets.UTF_8)) {
          frames.take(session, ByteBufUtil.getBytes(text.content()));
        } else {
          session.close(CloseCode.MALFORMED, "bytes: not UTF-8");
        }
      }
      case BinaryWebSocketFrame _ ->
          session.close(CloseCode.UNSUPPORTED, "binary frame (expected: text)");
      case PingWebSocketFrame ping -> pong(ctx, session, ping);
      case CloseWebSocketFrame close -> {
        session.markClosed();
        SessionLife.connectionOf(ctx.channel()).answerClose(close.retain());
      }
      default -> {
        // A pong: that it came was all there was to say.
      }
    }
  }

  /** Pongs pass the session's queue by, so they have to look for themselves how full it is. */
  private void pong(ChannelHandlerContext ctx, Session session, PingWebSocketFrame ping) {
    if (!ctx.channel().isWritable()) {
      session.close(CloseCode.SLOW_CONSUMER, "pings without reading");
    } else if (frames.mayPing(session)) {
      var _ = ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    Session session = SessionLife.sessionOf(ctx.channel());
    if (session != null) {
      life.ended(session);
    }
    super.channelInactive(ctx);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    Session session = SessionLife.sessionOf(ctx.channel());
    // A reset; in the middle of a message in fragments the codec says so in its own words.
    if (session == null
        || cause instanceof IOException
        || cause instanceof PrematureChannelClosureException) {
      var _ = ctx.close();
    } else if (cause instanceof CorruptedWebSocketFrameException corrupted) {
      session.close(code(corrupted), String.valueOf(corrupted.getMessage()));
    } else if (cause instanceof TooLongFrameException) {
      session.close(CloseCode.TOO_BIG, "frame over " + FrameCodec.FRAME_BYTES_MAX + " bytes");
    } else if (cause instanceof CorruptedFrameException) {
      session.close(CloseCode.PROTOCOL_ERROR, "not a WebSocket frame");
    } else {
      LOG.error("a frame of {} failed", session.user(), cause);
      session.close(CloseCode.GOING_AWAY, "internal error");
    }
  }

  private static CloseCode code(CorruptedWebSocketFrameException corrupted) {
    WebSocketCloseStatus status = corrupted.closeStatus();
    if (status.equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
      return CloseCode.TOO_BIG;
    }
    return status.equals(WebSocketCloseStatus.INVALID_PAYLOAD_DATA)
        ? CloseCode.MALFORMED
        : CloseCode.PROTOCOL_ERROR;
  }
}
