package org.plumbline.chaos.toxiproxy.toxic;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import org.jspecify.annotations.Nullable;

/**
 * Delays each chunk by {@code latency} ± {@code jitter} ms from its arrival. The order is kept: a
 * chunk with a short delay waits behind one with a long delay.
 */
final class Latency implements Effect {
  private final long latencyMillis;
  private final long jitterMillis;
  private @Nullable Chunk held;

  Latency(long latencyMillis, long jitterMillis) {
    this.latencyMillis = latencyMillis;
    this.jitterMillis = jitterMillis;
  }

  @Override
  public void chunk(Chunk chunk, Flow flow) {
    long wait = delayNanos(flow) - (flow.nanoTime() - chunk.arrivedNanos());
    if (wait <= 0) {
      flow.emit(chunk);
      return;
    }
    held = chunk;
    flow.pause(wait, () -> letGo(flow));
  }

  @Override
  public void interrupted(Flow flow) {
    letGo(flow);
  }

  private void letGo(Flow flow) {
    var chunk = held;
    held = null;
    if (chunk != null) {
      flow.emit(chunk.leavingAt(flow.nanoTime()));
    }
  }

  private long delayNanos(Flow flow) {
    long jitter = jitterMillis > 0 ? flow.random().nextLong(-jitterMillis, jitterMillis) : 0;
    return MILLISECONDS.toNanos(latencyMillis + jitter);
  }
}
