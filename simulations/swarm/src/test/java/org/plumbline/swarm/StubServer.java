package org.plumbline.swarm;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.MalformedFrame;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.MessageId;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.UserId;

/**
 * One node in the same process, with one thread, so that it can be stalled as a whole. A token is
 * {@code token-of-USER}. Messages to a direct thread go to the other user, those to a group to all
 * others who are there.
 */
final class StubServer implements AutoCloseable {
  final Map<String, Channel> users = new ConcurrentHashMap<>();
  final Queue<String> tokens = new ConcurrentLinkedQueue<>();
  final Queue<String> sources = new ConcurrentLinkedQueue<>();
  final AtomicInteger heartbeats = new AtomicInteger();
  final AtomicInteger acknowledged = new AtomicInteger();
  final AtomicInteger attempts = new AtomicInteger();
  final AtomicInteger refusing = new AtomicInteger();
  final AtomicBoolean sendsTwice = new AtomicBoolean();
  private final AtomicLong seq = new AtomicLong();
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Channel listening;
  private final long heartbeatMillis;
  private final boolean messenger;

  private StubServer(boolean messenger, long heartbeatMillis) {
    this.messenger = messenger;
    this.heartbeatMillis = heartbeatMillis;
    this.listening =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel
                        .pipeline()
                        .addLast(new HttpServerCodec())
                        .addLast(new HttpObjectAggregator(8_192))
                        .addLast(new Upgrading());
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
  }

  static StubServer messenger(Duration heartbeat) {
    return new StubServer(true, heartbeat.toMillis());
  }

  /** Sends back what comes, and sends on to all what begins with an exclamation mark. */
  static StubServer echo() {
    return new StubServer(false, 0);
  }

  String address() {
    return "ws://127.0.0.1:" + ((InetSocketAddress) listening.localAddress()).getPort() + "/ws";
  }

  /** Does nothing at all for so long, as a pause of a collector does. */
  void stall(Duration after, Duration length) {
    var _ =
        group
            .next()
            .schedule(
                () -> {
                  long until = System.nanoTime() + length.toNanos();
                  for (long left = length.toNanos(); left > 0; left = until - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                  }
                },
                after.toNanos(),
                TimeUnit.NANOSECONDS);
  }

  /** Ends all connections without a word. */
  void cutAll() {
    for (Channel channel : users.values()) {
      var _ = channel.close();
    }
  }

  void closeAll(int code) {
    for (Channel channel : users.values()) {
      var _ = channel.writeAndFlush(new CloseWebSocketFrame(code, ""));
    }
  }

  void pingAll() {
    for (Channel channel : users.values()) {
      var _ = channel.writeAndFlush(new PingWebSocketFrame());
    }
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private final class Upgrading extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      attempts.incrementAndGet();
      String authorization = String.valueOf(request.headers().get("Authorization"));
      tokens.add(authorization);
      sources.add(
          ((InetSocketAddress) context.channel().remoteAddress()).getAddress().getHostAddress());
      if (refusing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        DefaultFullHttpResponse refusal =
            new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.SERVICE_UNAVAILABLE,
                Unpooled.EMPTY_BUFFER);
        refusal.headers().set("Content-Length", 0);
        var _ = context.writeAndFlush(refusal).addListener(ChannelFutureListener.CLOSE);
        return;
      }
      String user =
          messenger ? authorization.substring("Bearer token-of-".length()) : "u" + attempts.get();
      context.pipeline().addLast(new Frames(user));
      new WebSocketServerHandshakerFactory("", null, false)
          .newHandshaker(request)
          .handshake(context.channel(), request)
          .addListener(
              _ -> {
                users.put(user, context.channel());
                if (messenger) {
                  send(
                      context.channel(),
                      new ServerFrame.Welcome(
                          new UserId(user), new DeviceId("phone"), "stub", 1, heartbeatMillis));
                }
              });
      context.pipeline().remove(this);
    }
  }

  private final class Frames extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final String user;

    private Frames(String user) {
      this.user = user;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame)
        throws MalformedFrame {
      if (!(frame instanceof TextWebSocketFrame text)) {
        return;
      }
      if (!messenger) {
        if (text.text().startsWith("!")) {
          for (Channel channel : users.values()) {
            var _ = channel.writeAndFlush(new TextWebSocketFrame(text.text()));
          }
        } else {
          var _ = context.writeAndFlush(new TextWebSocketFrame(text.text()));
        }
        return;
      }
      switch (FrameCodec.decodeClient(text.text().getBytes(UTF_8))) {
        case ClientFrame.Heartbeat _ -> {
          heartbeats.incrementAndGet();
          send(context.channel(), new ServerFrame.Heartbeat());
        }
        case ClientFrame.Acknowledge _ -> acknowledged.incrementAndGet();
        case ClientFrame.Send message -> pass(context.channel(), message);
        default -> throw new MalformedFrame("type: not one that a swarm sends");
      }
    }

    private void pass(Channel from, ClientFrame.Send message) {
      long at = seq.incrementAndGet();
      MessageId id = new MessageId(at);
      send(from, new ServerFrame.Sent(message.thread(), message.tempId(), id, at));
      Message passed =
          new Message(
              message.thread(),
              id,
              at,
              Message.NONE,
              new UserId(user),
              message.tempId(),
              message.content(),
              0);
      for (Map.Entry<String, Channel> other : users.entrySet()) {
        boolean meant =
            message.thread().isGroup() || message.thread().isDirectOf(new UserId(other.getKey()));
        if (meant && !other.getKey().equals(user)) {
          send(other.getValue(), new ServerFrame.Receive(passed));
          if (sendsTwice.get()) {
            send(other.getValue(), new ServerFrame.Receive(passed));
          }
        }
      }
    }
  }

  private static void send(Channel channel, ServerFrame frame) {
    var _ =
        channel.writeAndFlush(
            new TextWebSocketFrame(Unpooled.wrappedBuffer(FrameCodec.encode(frame))));
  }
}
