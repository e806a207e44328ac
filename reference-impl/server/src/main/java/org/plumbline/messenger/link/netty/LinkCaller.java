package org.plumbline.messenger.link.netty;

import io.micrometer.core.instrument.Counter;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LengthFieldPrepender;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.link.NodeLink.Handover;
import org.plumbline.messenger.link.NodeLink.LinkBroken;

/**
 * The link to one node. Everything happens on one event loop, so batches keep the order of the
 * calls. The link opens when it is needed; when it breaks, every batch without an answer fails, and
 * the next one opens it anew. A receiver takes a repeated batch without harm.
 */
final class LinkCaller {

  private record Waiting(List<Handover> batch, CompletableFuture<@Nullable Void> handed) {}

  private final String host;
  private final int port;
  private final LinkConfig config;
  private final EventLoop loop;
  private final Counter sent;
  private final Map<Long, Waiting> waiting = new LinkedHashMap<>();
  private @Nullable Channel channel;
  private boolean proved;
  private long nextNumber;

  /**
   * A link that opens when it is needed.
   *
   * @param sent bytes of batches, without the length in front of each
   */
  LinkCaller(String host, int port, LinkConfig config, EventLoop loop, Counter sent) {
    this.host = host;
    this.port = port;
    this.config = config;
    this.loop = loop;
    this.sent = sent;
  }

  CompletableFuture<@Nullable Void> hand(List<Handover> batch) {
    CompletableFuture<@Nullable Void> handed = new CompletableFuture<>();
    loop.execute(() -> send(batch, handed));
    return handed;
  }

  void close() {
    loop.execute(() -> broke("closed"));
  }

  private void send(List<Handover> batch, CompletableFuture<@Nullable Void> handed) {
    if (waiting.size() >= config.waitingMax()) {
      handed.completeExceptionally(
          new LinkBroken(config.waitingMax() + " batches wait for " + host + ":" + port));
      return;
    }
    long number = nextNumber++;
    waiting.put(number, new Waiting(batch, handed));
    var _ =
        loop.schedule(
            () -> {
              if (waiting.containsKey(number)) {
                broke("no answer within " + config.answerWithin());
              }
            },
            config.answerWithin().toMillis(),
            TimeUnit.MILLISECONDS);
    Channel open = channel;
    if (open == null) {
      connect();
    } else if (proved) {
      var _ = open.writeAndFlush(encoded(open.alloc(), number, batch));
    }
  }

  private ByteBuf encoded(ByteBufAllocator allocator, long number, List<Handover> batch) {
    ByteBuf encoded = LinkFrames.batch(allocator, number, batch);
    sent.increment(encoded.readableBytes());
    return encoded;
  }

  private void connect() {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) config.answerWithin().toMillis() / 2)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel opened) {
                    opened
                        .pipeline()
                        .addLast(
                            new LengthFieldBasedFrameDecoder(
                                LinkFrames.FRAME_BYTES_MAX, 0, 4, 0, 4))
                        .addLast(new LengthFieldPrepender(4))
                        .addLast(new FlushConsolidationHandler(64, true))
                        .addLast(new Answers());
                  }
                });
    var connecting = bootstrap.connect(host, port);
    channel = connecting.channel();
    connecting.addListener(
        future -> {
          if (!future.isSuccess()) {
            broke(String.valueOf(future.cause()));
          }
        });
  }

  /** Fails everything that waits, and forgets the connection. */
  private void broke(String why) {
    Channel open = channel;
    channel = null;
    proved = false;
    if (open != null) {
      var _ = open.close();
    }
    List<Waiting> failed = new ArrayList<>(waiting.values());
    waiting.clear();
    LinkBroken broken = new LinkBroken("link to " + host + ":" + port + " broke: " + why);
    for (Waiting each : failed) {
      each.handed().completeExceptionally(broken);
    }
  }

  private final class Answers extends SimpleChannelInboundHandler<ByteBuf> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf in) {
      byte kind = in.readByte();
      if (kind == LinkFrames.CHALLENGE) {
        byte[] nonce = new byte[LinkFrames.NONCE_BYTES];
        in.readBytes(nonce);
        var _ =
            ctx.write(
                ctx.alloc()
                    .buffer()
                    .writeByte(LinkFrames.HELLO)
                    .writeBytes(LinkFrames.proof(config.secret(), nonce)));
        waiting.forEach(
            (number, each) -> {
              var _ = ctx.write(encoded(ctx.alloc(), number, each.batch()));
            });
        ctx.flush();
        proved = true;
      } else if (kind == LinkFrames.ANSWER) {
        Waiting answered = waiting.remove(in.readLong());
        if (answered != null) {
          answered.handed().complete(null);
        }
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      if (ctx.channel().equals(channel)) {
        broke("closed by the other side");
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      if (ctx.channel().equals(channel)) {
        broke(cause.toString());
      }
    }
  }
}
