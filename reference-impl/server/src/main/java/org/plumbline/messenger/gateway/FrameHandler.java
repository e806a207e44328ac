package org.plumbline.messenger.gateway;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;
import org.plumbline.messenger.delivery.MessageJourney;
import org.plumbline.messenger.delivery.Receipts;
import org.plumbline.messenger.delivery.Typists;
import org.plumbline.messenger.presence.PresenceWatch;
import org.plumbline.messenger.session.Session;
import org.plumbline.messenger.sync.Synchronisation;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.CloseCode;
import org.plumbline.protocol.ErrorCode;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.MalformedFrame;
import org.plumbline.protocol.ServerFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decodes what comes from the sockets and calls who is meant. One for all connections. */
@Singleton
@ChannelHandler.Sharable
final class FrameHandler extends SimpleChannelInboundHandler<WebSocketFrame> {

  private static final Logger LOG = LoggerFactory.getLogger(FrameHandler.class);

  private final MessageJourney journey;
  private final Receipts receipts;
  private final Synchronisation synchronisation;
  private final PresenceWatch presence;
  private final Typists typists;
  private final SessionLife life;
  private final GatewayMeters meters;
  private final InstantSource clock;

  FrameHandler(
      MessageJourney journey,
      Receipts receipts,
      Synchronisation synchronisation,
      PresenceWatch presence,
      Typists typists,
      SessionLife life,
      GatewayMeters meters,
      InstantSource clock) {
    this.journey = journey;
    this.receipts = receipts;
    this.synchronisation = synchronisation;
    this.presence = presence;
    this.typists = typists;
    this.life = life;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    Session session = SessionLife.sessionOf(ctx.channel());
    if (session == null || session.isClosed()) {
      return;
    }
    session.signOfLife(clock.millis());
    switch (frame) {
      case TextWebSocketFrame text -> take(session, ByteBufUtil.getBytes(text.content()));
      case BinaryWebSocketFrame _ ->
          session.close(CloseCode.MALFORMED, "binary frame (expected: text)");
      case PingWebSocketFrame ping -> {
        var _ = ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
      }
      case CloseWebSocketFrame close ->
          ctx.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
      default -> {
        // A pong: that it came was all there was to say.
      }
    }
  }

  private void take(Session session, byte[] bytes) {
    ClientFrame frame;
    try {
      frame = FrameCodec.decodeClient(bytes);
    } catch (MalformedFrame e) {
      meters.malformed(bytes.length);
      session.offer(
          new ServerFrame.Failure(ErrorCode.MALFORMED, null, String.valueOf(e.getMessage()), 0));
      return;
    }
    meters.in(frame, bytes.length);
    switch (frame) {
      case ClientFrame.Send send -> journey.accept(session, send);
      case ClientFrame.Acknowledge acknowledged -> receipts.acknowledge(session, acknowledged);
      case ClientFrame.Sync sync -> synchronisation.answer(session, sync);
      case ClientFrame.SubscribePresence subscribe -> watch(session, subscribe);
      case ClientFrame.Typing typing -> typists.tell(session, typing);
      case ClientFrame.Heartbeat _ -> session.offer(new ServerFrame.Heartbeat());
    }
  }

  private void watch(Session session, ClientFrame.SubscribePresence subscribe) {
    boolean taken =
        presence.watch(
            session,
            subscribe.users(),
            (user, state) ->
                session.offer(
                    new ServerFrame.PresenceUpdate(user, state.online(), state.lastSeenMillis())));
    if (!taken) {
      session.offer(
          new ServerFrame.Failure(
              ErrorCode.UNAVAILABLE, null, "users: this node watches too many", 5_000));
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
    if (session == null || cause instanceof IOException) {
      var _ = ctx.close();
    } else if (cause instanceof TooLongFrameException) {
      session.close(CloseCode.TOO_BIG, "frame over " + FrameCodec.FRAME_BYTES_MAX + " bytes");
    } else if (cause instanceof CorruptedFrameException) {
      session.close(CloseCode.MALFORMED, "not a WebSocket frame");
    } else {
      LOG.error("a frame of {} failed", session.user(), cause);
      session.close(CloseCode.GOING_AWAY, "internal error");
    }
  }
}
