package org.plumbline.chaos.toxiproxy.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import org.plumbline.chaos.toxiproxy.link.Link;

/** What one socket tells the link that reads from it and the link that writes into it. */
final class LinkEnds extends ChannelInboundHandlerAdapter {
  private final Link reads;
  private final Link writes;

  LinkEnds(Link reads, Link writes) {
    this.reads = reads;
    this.writes = writes;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    reads.received((ByteBuf) message);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      reads.sourceEnded();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    reads.sourceEnded();
    writes.pump();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    writes.pump();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }
}
