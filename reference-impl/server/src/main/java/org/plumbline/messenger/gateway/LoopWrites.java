package org.plumbline.messenger.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written to the connections of one event loop, in the order of the calls. One task
 * of the loop writes all that has gathered and flushes each connection once; a frame that many
 * connections get in a row is encoded once, as the WebSocket frame that goes over the wire, and
 * shared. What waits here is bounded by what each session may have on its way.
 */
final class LoopWrites {

  /** So that reading is not kept waiting by writing. */
  private static final int WRITES_PER_TURN_MAX = 4_096;

  private static final int FINAL_TEXT = 0x81;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final int HEADER_BYTES_MAX = 10;

  private record Write(ChannelHandlerContext wire, byte @Nullable [] frame, Runnable then) {}

  private final EventLoop loop;
  private final GatewayMeters meters;
  private final Queue<Write> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  LoopWrites(EventLoop loop, GatewayMeters meters) {
    this.loop = loop;
    this.meters = meters;
  }

  /**
   * Writes an encoded text.
   *
   * @param wire where whole WebSocket frames enter the connection's pipeline: behind it there is
   *     encryption at most
   * @param written run on the loop when it is with the operating system, or cannot get there
   */
  void write(ChannelHandlerContext wire, byte[] frame, Runnable written) {
    add(new Write(wire, frame, written));
  }

  /** Does something on the loop behind all that was written to the connection before. */
  void behind(ChannelHandlerContext wire, Runnable action) {
    add(new Write(wire, null, action));
  }

  private void add(Write write) {
    waiting.add(write);
    if (scheduled.compareAndSet(false, true)) {
      try {
        loop.execute(this::turn);
      } catch (RejectedExecutionException e) {
        // The loop has ended, and all its connections with it: nothing can get there any more.
        giveUp();
      }
    }
  }

  private void giveUp() {
    for (Write write = waiting.poll(); write != null; write = waiting.poll()) {
      write.then().run();
    }
  }

  // The very same array is meant: to compare the bytes would cost more than to encode them.
  @SuppressWarnings("ReferenceEquality")
  private void turn() {
    // Before the first look: whoever comes later schedules the next turn.
    scheduled.set(false);
    List<Write> written = new ArrayList<>();
    byte[] last = null;
    ByteBuf shared = null;
    int ofLast = 0;
    int writes = 0;
    for (Write write = waiting.poll(); write != null; write = waiting.poll()) {
      ChannelHandlerContext wire = write.wire();
      byte[] frame = write.frame();
      if (frame == null) {
        flush(written);
        write.then().run();
      } else {
        if (shared == null || frame != last) {
          end(last, shared, ofLast);
          shared = encoded(wire.alloc(), frame);
          last = frame;
          ofLast = 0;
        }
        ofLast++;
        // No promise for each: a failure closes the connection, and what got out is seen below.
        var _ = wire.write(shared.retainedDuplicate(), wire.voidPromise());
        written.add(write);
      }
      if (++writes == WRITES_PER_TURN_MAX) {
        break;
      }
    }
    end(last, shared, ofLast);
    flush(written);
    if (!waiting.isEmpty() && scheduled.compareAndSet(false, true)) {
      loop.execute(this::turn);
    }
  }

  private static void flush(List<Write> written) {
    ChannelHandlerContext flushed = null;
    for (Write each : written) {
      if (!each.wire().equals(flushed)) {
        flushed = each.wire();
        flushed.flush();
      }
    }
    written.forEach(LoopWrites::tell);
    written.clear();
  }

  /** Most devices read as fast as is written, and nothing of theirs is left behind a flush. */
  private static void tell(Write write) {
    ChannelHandlerContext wire = write.wire();
    ChannelOutboundBuffer left = wire.channel().unsafe().outboundBuffer();
    if (left == null || left.totalPendingWriteBytes() == 0) {
      write.then().run();
    } else {
      // Nothing at all, behind what is left.
      wire.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> write.then().run());
    }
  }

  /** All that get this frame in a row have it now. */
  private void end(byte @Nullable [] frame, @Nullable ByteBuf shared, int connections) {
    if (frame != null && shared != null) {
      shared.release();
      meters.out(frame, connections);
    }
  }

  /** RFC 6455, section 5.2: one whole text frame, not masked, as a server sends it. */
  private static ByteBuf encoded(ByteBufAllocator allocator, byte[] frame) {
    ByteBuf encoded = allocator.directBuffer(frame.length + HEADER_BYTES_MAX);
    encoded.writeByte(FINAL_TEXT);
    if (frame.length < LENGTH_16) {
      encoded.writeByte(frame.length);
    } else if (frame.length <= 0xffff) {
      encoded.writeByte(LENGTH_16).writeShort(frame.length);
    } else {
      encoded.writeByte(LENGTH_64).writeLong(frame.length);
    }
    return encoded.writeBytes(frame);
  }
}
