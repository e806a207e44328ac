package org.plumbline.messenger.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.session.Connection;
import org.plumbline.messenger.session.Session;
import org.plumbline.protocol.CloseCode;

/** A session's socket. */
final class NettyConnection implements Connection {

  /** A control frame holds 125 bytes, two of them the code; our reasons are ASCII. */
  private static final int REASON_MAX = 123;

  private final ChannelHandlerContext wire;
  private final LoopWrites writes;
  private final Duration closeWithin;
  private @Nullable Session session;

  /** Of a channel that has become a socket. */
  NettyConnection(Channel channel, LoopWrites writes, Duration closeWithin) {
    this.wire = SocketPipeline.wire(channel);
    this.writes = writes;
    this.closeWithin = closeWithin;
  }

  /** On the event loop, before any frame is read. */
  void carry(Session carried) {
    session = carried;
  }

  /** What it carries; null until it stands. */
  @Nullable Session session() {
    return session;
  }

  @Override
  public void write(byte[] frame, Runnable written) {
    writes.write(wire, frame, written);
  }

  @Override
  public void close(CloseCode code, String reason) {
    String said = reason.substring(0, Math.min(reason.length(), REASON_MAX));
    CloseWebSocketFrame frame = new CloseWebSocketFrame(code.code(), said);
    Channel channel = wire.channel();
    if (code == CloseCode.SLOW_CONSUMER || code == CloseCode.HEARTBEAT_MISSED) {
      // It does not read: a close frame would only queue behind what it has not read. Said all the
      // same, in case it wakes up, but the socket does not wait for it.
      var _ = channel.writeAndFlush(frame);
      var _ = channel.close();
    } else {
      answerClose(frame);
    }
  }

  /**
   * Sends the last frame and closes this direction; then reads on, and drops what comes, until the
   * device closes too or has had its time. To close at once would reset a connection whose device
   * is still sending, and the reset would take the close frame from it.
   */
  void answerClose(CloseWebSocketFrame frame) {
    Channel channel = wire.channel();
    writes.behind(wire, () -> channel.writeAndFlush(frame).addListener(_ -> closeThisDirection()));
    Future<?> bound =
        channel.eventLoop().schedule(this::closeNow, closeWithin.toNanos(), TimeUnit.NANOSECONDS);
    channel.closeFuture().addListener(_ -> bound.cancel(false));
  }

  private void closeNow() {
    var _ = wire.channel().close();
  }

  private void closeThisDirection() {
    if (wire.channel() instanceof DuplexChannel duplex
        && wire.pipeline().get(SslHandler.class) == null) {
      var _ = duplex.shutdownOutput();
    }
  }
}
