package org.plumbline.messenger.link.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LengthFieldPrepender;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.security.MessageDigest;
import java.security.SecureRandom;
import org.plumbline.messenger.link.NodeLink;
import org.plumbline.messenger.node.LinkAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The side that other nodes call. */
final class LinkListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LinkListener.class);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Channel channel;

  LinkListener(
      LinkAddress address, String secret, EventLoopGroup group, NodeLink.Receiver receiver) {
    this.channel =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel accepted) {
                    accepted
                        .pipeline()
                        .addLast(
                            new LengthFieldBasedFrameDecoder(
                                LinkFrames.FRAME_BYTES_MAX, 0, 4, 0, 4))
                        .addLast(new LengthFieldPrepender(4))
                        .addLast(new FlushConsolidationHandler(64, true))
                        .addLast(new Caller(secret, receiver));
                  }
                })
            .bind(address.host(), address.port())
            .syncUninterruptibly()
            .channel();
  }

  @Override
  public void close() {
    channel.close().syncUninterruptibly();
  }

  /** One node that has called. Nothing is heard before it has proved the secret. */
  private static final class Caller extends SimpleChannelInboundHandler<ByteBuf> {
    private final String secret;
    private final NodeLink.Receiver receiver;
    private final byte[] nonce = new byte[LinkFrames.NONCE_BYTES];
    private boolean proved;

    Caller(String secret, NodeLink.Receiver receiver) {
      this.secret = secret;
      this.receiver = receiver;
      RANDOM.nextBytes(nonce);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      var _ =
          ctx.writeAndFlush(ctx.alloc().buffer().writeByte(LinkFrames.CHALLENGE).writeBytes(nonce));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf in) {
      byte kind = in.readByte();
      if (kind == LinkFrames.HELLO && !proved) {
        byte[] proof = new byte[LinkFrames.PROOF_BYTES];
        in.readBytes(proof);
        proved = MessageDigest.isEqual(proof, LinkFrames.proof(secret, nonce));
        if (!proved) {
          LOG.warn("a caller from {} does not know the link secret", ctx.channel().remoteAddress());
          var _ = ctx.close();
        }
      } else if (kind == LinkFrames.BATCH && proved) {
        long number = in.readLong();
        receiver.arrive(LinkFrames.readBatch(in));
        var _ =
            ctx.writeAndFlush(ctx.alloc().buffer(9).writeByte(LinkFrames.ANSWER).writeLong(number));
      } else {
        var _ = ctx.close();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      LOG.warn("link from {} closed: {}", ctx.channel().remoteAddress(), cause.toString());
      var _ = ctx.close();
    }
  }
}
