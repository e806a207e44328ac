package org.plumbline.floors;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;

/** Turns a connection into a WebSocket and then leaves it; Netty takes HTTP's handlers away. */
final class Upgrade extends SimpleChannelInboundHandler<FullHttpRequest> {

  static final String PATH = "/ws";

  private static final int FRAME_BYTES_MAX = 65_536;

  /** What an echo need not do is not done: no extension, and texts are not looked into. */
  private static final WebSocketServerHandshakerFactory HANDSHAKERS =
      new WebSocketServerHandshakerFactory(
          PATH,
          null,
          WebSocketDecoderConfig.newBuilder()
              .allowExtensions(false)
              .withUTF8Validator(false)
              .maxFramePayloadLength(FRAME_BYTES_MAX)
              .build());

  private final ChannelHandler frames;

  Upgrade(ChannelHandler frames) {
    this.frames = frames;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    if (!request.uri().equals(PATH) || !asksForWebSocket(request)) {
      var _ =
          context
              .writeAndFlush(
                  new DefaultFullHttpResponse(
                      HttpVersion.HTTP_1_1,
                      HttpResponseStatus.NOT_FOUND,
                      context.alloc().buffer(0)))
              .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    WebSocketServerHandshaker handshaker = HANDSHAKERS.newHandshaker(request);
    if (handshaker == null) {
      var _ =
          WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(context.channel())
              .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    var _ = handshaker.handshake(context.channel(), request);
    var _ = context.pipeline().addLast(frames).remove(this);
  }

  private static boolean asksForWebSocket(FullHttpRequest request) {
    return request
        .headers()
        .containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }
}
