package org.plumbline.client;

import java.time.Duration;
import org.plumbline.protocol.ClientFrame;

/**
 * Shows the node that this device lives, and notices when the node does not. It beats on the
 * connection's timer, so that it ends with whatever the timer is armed for next.
 */
final class Heartbeats {

  private final ClientRuntime runtime;
  private final StrandTimer timer;
  private final int silentIntervalsMax;
  private long heardNanos;

  Heartbeats(ClientRuntime runtime, StrandTimer timer, int silentIntervalsMax) {
    this.runtime = runtime;
    this.timer = timer;
    this.silentIntervalsMax = silentIntervalsMax;
  }

  /** A frame came. */
  void heard(long nanos) {
    heardNanos = nanos;
  }

  /** The first beat falls anywhere into the interval: devices that came together spread out. */
  void begin(Wire wire, Duration interval) {
    long first = 1 + runtime.random().nextLong(interval.toNanos());
    timer.arm(Duration.ofNanos(first), () -> beat(wire, interval));
  }

  private void beat(Wire wire, Duration interval) {
    Duration silence = Duration.ofNanos(runtime.nanos() - heardNanos);
    Duration limit = interval.multipliedBy(silentIntervalsMax);
    if (silence.compareTo(limit) >= 0) {
      wire.abort(new Disconnect.HeartbeatMissed(silence));
      return;
    }
    wire.send(new ClientFrame.Heartbeat());
    Duration untilDead = limit.minus(silence);
    Duration next = untilDead.compareTo(interval) < 0 ? untilDead : interval;
    timer.arm(next, () -> beat(wire, interval));
  }
}
