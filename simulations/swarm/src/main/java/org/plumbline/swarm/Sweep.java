package org.plumbline.swarm;

import io.netty.channel.Channel;
import org.plumbline.protocol.ClientFrame;
import org.plumbline.protocol.FrameCodec;

/**
 * One sweep over all sockets in each interval, a few at each turn: whose turn it is sends a
 * heartbeat, and who was silent for too long is given up. Event loop alone.
 */
final class Sweep {

  private static final long CONNECT_WITHIN_SECONDS = 30;
  private static final int SILENT_INTERVALS = 3;
  private static final long INTERVAL_MILLIS_MIN = 1_000;
  private static final byte[] HEARTBEAT = FrameCodec.encode(new ClientFrame.Heartbeat());

  private final Holder holder;
  private long intervalMillis;
  private double debt;
  private int at;
  private long lastTurn;

  Sweep(Holder holder, long beganNanos) {
    this.holder = holder;
    this.lastTurn = beganNanos;
  }

  /** The interval that nodes ask for; before that nobody sends any. */
  void every(long millis) {
    intervalMillis = millis;
  }

  long intervalMillis() {
    return intervalMillis;
  }

  /** Takes as many sockets as belong to the time since the last turn. */
  void turn(long now) {
    SwarmSocket[] sockets = holder.sockets;
    double intervals = (now - lastTurn) / 1e6 / Math.max(INTERVAL_MILLIS_MIN, intervalMillis);
    lastTurn = now;
    debt += sockets.length * intervals;
    int due = (int) Math.min(debt, sockets.length);
    debt -= due;
    for (int i = 0; i < due; i++) {
      look(sockets[at], now);
      at = (at + 1) % sockets.length;
    }
  }

  private void look(SwarmSocket socket, long now) {
    Channel channel = socket.channel();
    if (channel == null) {
      return;
    }
    boolean isOpen = socket.state == SwarmSocket.State.OPEN;
    int silence = holder.second(now) - socket.heardSecond;
    if (silence >= (isOpen ? silentAfter() : CONNECT_WITHIN_SECONDS)) {
      holder.counts.silent++;
      socket.fail(channel, "silent for " + silence + " s");
    } else if (isOpen && intervalMillis > 0) {
      holder.counts.heartbeatsSent++;
      holder.write(channel, HEARTBEAT, HEARTBEAT.length);
      var _ = channel.flush();
    }
  }

  /** In seconds; a server without heartbeats may be silent for ever. */
  private long silentAfter() {
    return intervalMillis == 0
        ? Long.MAX_VALUE
        : Math.max(2, SILENT_INTERVALS * intervalMillis / 1_000);
  }
}
