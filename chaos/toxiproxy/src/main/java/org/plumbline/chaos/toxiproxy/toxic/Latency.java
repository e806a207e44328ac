package org.plumbline.chaos.toxiproxy.toxic;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import org.jspecify.annotations.Nullable;

/**
 * Delays each chunk by {@code latency} ± {@code jitter} ms from its arrival. The order is kept: a
 * chunk with a short delay waits behind one with a long delay. To a latency after this one a chunk
 * arrives when it arrived here plus its wait; what it waited in the queue does not count, so that
 * of two latencies in a row the second is shorter for it, as with the original.
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
    var left = chunk.leavingAt(chunk.arrivedNanos() + wait);
    if (wait <= 0) {
      flow.emit(left);
      return;
    }
    held = chunk;
    flow.pause(
        wait,
        () -> {
          held = null;
          flow.emit(left);
        });
  }

  @Override
  public boolean holdsBytes() {
    return held != null;
  }

  @Override
  public void interrupted(Flow flow) {
    var chunk = held;
    held = null;
    if (chunk != null) {
      flow.emit(chunk);
    }
  }

  private long delayNanos(Flow flow) {
    long jitter = jitterMillis > 0 ? flow.random().nextLong(-jitterMillis, jitterMillis) : 0;
    return MILLISECONDS.toNanos(latencyMillis + jitter);
  }
}
