package org.plumbline.floors;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Writes what begins with {@code !} to all connections, encoded once. Each event loop writes to its
 * own connections in one task, so no write wakes another thread.
 */
@Sharable
final class BroadcastHandler extends FrameHandler {

  private static final int TEXT_AND_FINAL = 0x81;
  private static final int LENGTH_IN_ONE_BYTE_MAX = 125;
  private static final int LENGTH_IN_TWO_BYTES = 126;
  private static final int HEADER_BYTES_MAX = 4;

  /** Each set is touched by its own loop only. */
  private final Map<EventLoop, Set<Channel>> channels = new ConcurrentHashMap<>();

  private final LongAdder broadcasts = new LongAdder();
  private final LongAdder deliveries = new LongAdder();
  private final LongAdder skipped = new LongAdder();

  @Override
  Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>(super.counts());
    counts.put("broadcasts", broadcasts.sum());
    counts.put("deliveries", deliveries.sum());
    counts.put("skipped", skipped.sum());
    return counts;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    super.handlerAdded(context);
    channels
        .computeIfAbsent(context.channel().eventLoop(), loop -> new HashSet<>())
        .add(context.channel());
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    super.channelInactive(context);
    channels.getOrDefault(context.channel().eventLoop(), new HashSet<>()).remove(context.channel());
  }

  @Override
  void text(ChannelHandlerContext context, TextWebSocketFrame frame) {
    ByteBuf content = frame.content();
    if (!content.isReadable() || content.getByte(content.readerIndex()) != '!') {
      super.text(context, frame);
      return;
    }
    broadcasts.increment();
    ByteBuf encoded = encode(context.alloc(), content);
    frame.release();
    channels.forEach(
        (loop, own) -> {
          encoded.retain();
          loop.execute(() -> writeToAll(own, encoded));
        });
    encoded.release();
  }

  private void writeToAll(Set<Channel> own, ByteBuf encoded) {
    int written = 0;
    int full = 0;
    for (Channel channel : own) {
      // A reader that lags must not make this process hold what it does not read.
      if (channel.isWritable()) {
        var _ = channel.writeAndFlush(encoded.retainedDuplicate(), channel.voidPromise());
        written++;
      } else {
        full++;
      }
    }
    encoded.release();
    deliveries.add(written);
    skipped.add(full);
  }

  /**
   * A whole frame of a server: final, text, not masked (RFC 6455, section 5.2). The frame that came
   * in was no longer than two bytes can tell.
   */
  private static ByteBuf encode(ByteBufAllocator allocator, ByteBuf content) {
    int length = content.readableBytes();
    ByteBuf encoded = allocator.directBuffer(HEADER_BYTES_MAX + length);
    encoded.writeByte(TEXT_AND_FINAL);
    if (length <= LENGTH_IN_ONE_BYTE_MAX) {
      encoded.writeByte(length);
    } else {
      encoded.writeByte(LENGTH_IN_TWO_BYTES).writeShort(length);
    }
    return encoded.writeBytes(content, content.readerIndex(), length);
  }
}
