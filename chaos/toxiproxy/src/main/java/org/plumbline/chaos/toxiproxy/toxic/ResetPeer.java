package org.plumbline.chaos.toxiproxy.toxic;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

/**
 * Closes {@code timeout} ms after the first data or the sender's close. That both peers see a reset
 * instead of an orderly end comes from the sockets, which the connection prepared when it began.
 */
final class ResetPeer implements Effect {
  private final long timeoutMillis;
  private boolean armed;

  ResetPeer(long timeoutMillis) {
    this.timeoutMillis = timeoutMillis;
  }

  @Override
  public void chunk(Chunk chunk, Flow flow) {
    chunk.release();
    ended(flow);
  }

  @Override
  public void ended(Flow flow) {
    armed = true;
    flow.pause(MILLISECONDS.toNanos(Math.max(0, timeoutMillis)), flow::close);
  }

  @Override
  public boolean interruptible() {
    return !armed;
  }
}
