package org.plumbline.swarm;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One device: the opening handshake and the frames of RFC 6455, as far as a client of a known
 * server needs them. It is the only handler of its channel, has no timer, and no buffer while
 * nothing is half received. It outlives its channels: who reconnects is the same object. Used by
 * the event loop alone.
 */
@ChannelHandler.Sharable
final class SwarmSocket extends ChannelInboundHandlerAdapter {

  /** How far it is. */
  enum State {
    AWAY,
    CONNECTING,
    /** Upgraded; a node has not yet said welcome. */
    UPGRADED,
    OPEN
  }

  private static final byte[] HEAD_END = FrameScan.ascii("\r\n\r\n");
  private static final int HEAD_BYTES_MAX = 16_384;
  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final int FRAME_BYTES_MAX = 1 << 20;
  private static final int TEXT = 0x1;
  private static final int CLOSE = 0x8;
  private static final int PING = 0x9;

  private final Holder holder;
  final int number;
  State state = State.AWAY;
  int failures;
  int target;
  int heardSecond;
  long dueNanos;
  long leastWaitMillis;
  boolean flushes;
  boolean stood;
  private boolean upgraded;
  private @Nullable Channel channel;
  private @Nullable ByteBuf half;

  SwarmSocket(Holder holder, int number, int target) {
    this.holder = holder;
    this.number = number;
    this.target = target;
  }

  @Nullable Channel channel() {
    return channel;
  }

  /** From now on it is this channel whose events count. */
  void begin(Channel next) {
    channel = next;
    upgraded = false;
    state = State.CONNECTING;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (isMine(context.channel())) {
      var _ = context.writeAndFlush(holder.request(this, context.alloc()), context.voidPromise());
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf in = (ByteBuf) message;
    if (!isMine(context.channel())) {
      var _ = in.release();
      return;
    }
    ByteBuf before = half;
    if (before != null) {
      half = null;
      before.writeBytes(in);
      var _ = in.release();
      in = before;
    }
    try {
      holder.counts.bytes += in.readableBytes();
      while (isMine(context.channel()) && (upgraded ? frame(in) : head(in))) {
        // Each turn takes one whole frame, or the answer's head.
      }
      if (in.isReadable() && isMine(context.channel())) {
        half = context.alloc().buffer(2 * in.readableBytes()).writeBytes(in);
        holder.counts.bytes -= half.readableBytes();
      }
    } finally {
      var _ = in.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (flushes) {
      flushes = false;
      var _ = context.flush();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    ended(context.channel(), "closed");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fail(context.channel(), cause.toString());
  }

  /** Events of a channel that was given up come late and count no more. */
  private boolean isMine(Channel other) {
    return other.equals(channel);
  }

  /** Ends it for this cause, unless it has another channel by now. */
  void fail(Channel failed, String cause) {
    if (isMine(failed)) {
      Counts.add(holder.counts.failures, cause);
    }
    ended(failed, cause);
  }

  /** There was no file left for a channel. */
  void refuseChannel(String cause) {
    Counts.add(holder.counts.failures, cause);
    holder.ended(this, State.CONNECTING, "no channel");
  }

  private void ended(Channel gone, String cause) {
    if (!isMine(gone)) {
      return;
    }
    State before = state;
    state = State.AWAY;
    channel = null;
    ByteBuf rest = half;
    half = null;
    if (rest != null) {
      var _ = rest.release();
    }
    var _ = gone.close();
    holder.ended(this, before, cause);
  }

  /** Whether the answer to the upgrade was there as a whole; what follows it are frames. */
  private boolean head(ByteBuf in) {
    int from = in.readerIndex();
    int end = FrameScan.after(in, from, in.readableBytes(), HEAD_END);
    if (end < 0) {
      if (in.readableBytes() > HEAD_BYTES_MAX) {
        refused("head of more than " + HEAD_BYTES_MAX + " bytes", 0);
      }
      return false;
    }
    long status = FrameScan.number(in, from + STATUS_AT, end);
    if (status != 101) {
      refused(Long.toString(status), retryAfterMillis(in.toString(from, end - from, US_ASCII)));
      return false;
    }
    in.readerIndex(end);
    upgraded = true;
    state = State.UPGRADED;
    holder.upgraded(this);
    return true;
  }

  private void refused(String status, long retryAfterMillis) {
    Counts.add(holder.counts.refusals, status);
    leastWaitMillis = Math.max(leastWaitMillis, retryAfterMillis);
    Channel refusing = channel;
    if (refusing != null) {
      ended(refusing, "refused");
    }
  }

  private static long retryAfterMillis(String head) {
    for (String line : head.split("\r\n", -1)) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.matches("retry-after: *\\d{1,6}")) {
        return 1_000 * Long.parseLong(lower.substring(lower.indexOf(':') + 1).strip());
      }
    }
    return 0;
  }

  /** Whether there was a whole frame. */
  private boolean frame(ByteBuf in) {
    int readable = in.readableBytes();
    if (readable < 2) {
      return false;
    }
    int at = in.readerIndex();
    int opcode = in.getByte(at) & 0xF;
    long length = in.getByte(at + 1) & 0x7F;
    int head = 2;
    if (length == 126) {
      head = 4;
      length = readable < head ? FRAME_BYTES_MAX : in.getUnsignedShort(at + 2);
    } else if (length == 127) {
      head = 10;
      length = readable < head ? FRAME_BYTES_MAX : in.getLong(at + 2);
    }
    if (readable < head) {
      return false;
    }
    if (length < 0 || length > FRAME_BYTES_MAX) {
      refused("frame of " + length + " bytes", 0);
      return false;
    }
    if (readable < head + length) {
      return false;
    }
    in.skipBytes(head + (int) length);
    take(opcode, in, at + head, (int) length);
    return true;
  }

  private void take(int opcode, ByteBuf in, int at, int length) {
    switch (opcode) {
      case TEXT -> holder.received(this, in, at, length);
      case PING -> holder.pinged(this, in, at, length);
      case CLOSE -> {
        int code = length >= 2 ? in.getUnsignedShort(at) : 1005;
        holder.closed(this, code);
        Channel closing = channel;
        if (closing != null) {
          ended(closing, "close " + code);
        }
      }
      default -> holder.counts.frames++;
    }
  }
}
