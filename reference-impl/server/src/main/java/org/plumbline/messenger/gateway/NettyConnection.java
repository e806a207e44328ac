package org.plumbline.messenger.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import org.plumbline.messenger.session.Connection;
import org.plumbline.protocol.CloseCode;

/** A session's socket. */
final class NettyConnection implements Connection {

  private final Channel channel;
  private final GatewayMeters meters;

  NettyConnection(Channel channel, GatewayMeters meters) {
    this.channel = channel;
    this.meters = meters;
  }

  @Override
  public void write(byte[] frame, Runnable written) {
    meters.out(frame.length);
    channel
        .writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(frame)))
        .addListener(_ -> written.run());
  }

  @Override
  public void close(CloseCode code, String reason) {
    if (code == CloseCode.SLOW_CONSUMER) {
      // It does not read: a close frame would only queue behind what it has not read. Said all the
      // same, in case it wakes up, but the socket does not wait for it.
      var _ = channel.writeAndFlush(new CloseWebSocketFrame(code.code(), reason));
      var _ = channel.close();
    } else {
      channel
          .writeAndFlush(new CloseWebSocketFrame(code.code(), reason))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }
}
