package org.plumbline.messenger.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.ssl.SslHandler;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import org.plumbline.messenger.session.SessionConfig;
import org.plumbline.protocol.FrameCodec;

/** Turns an HTTP connection into a socket: answers 101 and leaves only what a socket needs. */
@Singleton
final class SocketPipeline {

  // One for all connections: an idle one keeps no settings of its own.
  private static final WebSocketDecoderConfig DECODING =
      WebSocketDecoderConfig.newBuilder()
          .allowExtensions(false)
          .maxFramePayloadLength(FrameCodec.FRAME_BYTES_MAX)
          .withUTF8Validator(true)
          // There is one way to close, and it counts and waits: the frame handler's.
          .closeOnProtocolViolation(false)
          .build();

  private final WriteBufferWaterMark waterMark;
  private final FrameHandler frames;

  SocketPipeline(SessionConfig config, FrameHandler frames) {
    this.waterMark =
        new WriteBufferWaterMark(config.outboundBytesMax() / 2, config.outboundBytesMax());
    this.frames = frames;
  }

  /** On the event loop, with a request in which {@link Handshake} found no fault. */
  void become(ChannelHandlerContext ctx, HttpRequest request) {
    Channel channel = ctx.channel();
    WebSocketServerHandshaker13 handshaker =
        new WebSocketServerHandshaker13(
            "ws://" + request.headers().get(HttpHeaderNames.HOST) + "/ws", null, DECODING);
    keepOnly(ctx);
    var _ =
        handshaker.handshake(
            channel,
            new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                request.method(),
                request.uri(),
                Unpooled.EMPTY_BUFFER,
                request.headers(),
                request.headers().copy().clear()),
            null,
            channel.newPromise());
    channel.pipeline().addLast(frames);
    channel.pipeline().remove(ctx.handler());
    // Micronaut had switched to reading on demand.
    channel.config().setAutoRead(true);
    channel.config().setWriteBufferWaterMark(waterMark);
  }

  /** Where whole WebSocket frames enter a socket's pipeline. */
  static ChannelHandlerContext wire(Channel socket) {
    return Objects.requireNonNull(socket.pipeline().context(WebSocketFrameEncoder.class));
  }

  /**
   * From here on puts this connection's fragments together, beginning with this one. Hardly any
   * device sends fragments, so the others keep nothing for them.
   */
  static void joinFragments(ChannelHandlerContext frames, WebSocketFrame fragment)
      throws Exception {
    ChannelPipeline pipeline = frames.pipeline();
    Utf8FrameValidator first = new Utf8FrameValidator(false);
    pipeline
        // Before they are put together: text that cannot become UTF-8 ends at once.
        .addBefore(frames.name(), null, first)
        .addBefore(frames.name(), null, new WebSocketFrameAggregator(FrameCodec.FRAME_BYTES_MAX));
    first.channelRead(pipeline.context(first), fragment);
  }

  private static void keepOnly(ChannelHandlerContext ctx) {
    for (Map.Entry<String, ChannelHandler> each : ctx.pipeline().toMap().entrySet()) {
      ChannelHandler handler = each.getValue();
      boolean stays =
          handler instanceof HttpServerCodec
              || handler instanceof SslHandler
              || handler instanceof UpgradeHandler;
      if (!stays) {
        ctx.pipeline().remove(handler);
      }
    }
  }
}
