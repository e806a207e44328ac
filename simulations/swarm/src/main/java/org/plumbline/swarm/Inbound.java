package org.plumbline.swarm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What comes: counted, measured, and acknowledged where the plan says so. Event loop alone. */
final class Inbound {

  private static final byte[] THREAD = FrameScan.ascii("\"thread_id\":\"");
  private static final byte[] SEQ = FrameScan.ascii("\"seq\":");
  private static final byte[] HEARTBEAT = FrameScan.ascii("\"heartbeat_ms\":");
  private static final byte[] AFTER = FrameScan.ascii("\"reconnect_after_ms\":");
  private static final byte[] CODE = FrameScan.ascii("\"code\":\"");
  private static final byte[] DELIVERED =
      FrameScan.ascii("{\"type\":\"MESSAGE_ACK\",\"status\":\"DELIVERED\",\"thread_id\":\"");
  private static final byte[] BEFORE_SEQ = FrameScan.ascii("\",\"seq\":");

  private final Holder holder;
  private final LongSupplier clockNanos;
  private final @Nullable Traffic[] traffics = new Traffic[26];
  private final BytesBuilder reply = new BytesBuilder();
  private final Marker.Found arrived;
  private final Marker.Found confirmed;
  private final Marker.Found refused;
  private long now;

  Inbound(Holder holder, LongSupplier clockNanos) {
    this.holder = holder;
    this.clockNanos = clockNanos;
    this.arrived =
        (traffic, number, intended) -> {
          Traffic of = traffics[traffic];
          if (of != null) {
            of.tally().arrived(number, intended, now);
          }
        };
    this.confirmed =
        (traffic, _, intended) -> {
          Traffic of = traffics[traffic];
          if (of != null) {
            of.tally().confirmed(intended, now);
          }
        };
    this.refused =
        (traffic, _, intended) -> {
          Traffic of = traffics[traffic];
          if (of != null) {
            of.tally().refused(intended);
          }
        };
  }

  void measure(char id, Traffic traffic) {
    traffics[id - 'a'] = traffic;
  }

  void text(SwarmSocket socket, ByteBuf in, int at, int length) {
    now = clockNanos.getAsLong();
    socket.heardSecond = holder.second(now);
    holder.counts.frames++;
    if (!holder.plan.messenger()) {
      holder.counts.messages++;
      var _ = Marker.find(in, at, length, arrived);
      return;
    }
    switch (FrameScan.type(in, at, length)) {
      case MESSAGE -> {
        holder.counts.messages++;
        var _ = Marker.find(in, at, length, arrived);
        if (holder.plan.acknowledges()) {
          acknowledge(socket, in, at, length);
        }
      }
      case SENT -> {
        var _ = Marker.findTempId(in, at, length, confirmed);
      }
      case RECEIPT -> holder.counts.receipts++;
      case HEARTBEAT -> holder.counts.heartbeats++;
      case WELCOME -> holder.welcomed(socket, Math.max(0, number(in, at, length, HEARTBEAT)));
      case GOODBYE -> socket.leastWaitMillis = Math.max(0, number(in, at, length, AFTER));
      case ERROR -> {
        int code = FrameScan.after(in, at, length, CODE);
        Counts.add(
            holder.counts.errors,
            code < 0 ? "without code" : FrameScan.textAt(in, code, at + length));
        var _ = Marker.findTempId(in, at, length, refused);
      }
      case RESYNC -> Counts.add(holder.counts.errors, "RESYNC");
      case OTHER -> Counts.add(holder.counts.errors, "other frames");
    }
  }

  private static long number(ByteBuf in, int at, int length, byte[] key) {
    int begin = FrameScan.after(in, at, length, key);
    return begin < 0 ? -1 : FrameScan.number(in, begin, at + length);
  }

  private void acknowledge(SwarmSocket socket, ByteBuf in, int at, int length) {
    int thread = FrameScan.after(in, at, length, THREAD);
    long seq = number(in, at, length, SEQ);
    Channel channel = socket.channel();
    if (thread < 0 || seq < 0 || channel == null) {
      return;
    }
    int end = in.indexOf(thread, at + length, (byte) '"');
    reply.clear();
    reply.put(DELIVERED);
    for (int i = thread; i < end; i++) {
      reply.put(in.getByte(i));
    }
    reply.put(BEFORE_SEQ);
    reply.put(seq);
    reply.put((byte) '}');
    holder.write(channel, reply.bytes(), reply.length());
    holder.counts.acknowledgementsSent++;
    socket.flushes = true;
  }

  boolean isFinished(long nowNanos) {
    for (Traffic traffic : traffics) {
      if (traffic != null && !traffic.isFinished(nowNanos)) {
        return false;
      }
    }
    return true;
  }

  void writeCounts(ArrayNode out) {
    for (Traffic traffic : traffics) {
      if (traffic != null) {
        traffic.tally().writeCounts(out.addObject());
      }
    }
  }

  void write(ArrayNode out) {
    for (Traffic traffic : traffics) {
      if (traffic != null) {
        traffic.tally().write(out.addObject());
      }
    }
  }
}
