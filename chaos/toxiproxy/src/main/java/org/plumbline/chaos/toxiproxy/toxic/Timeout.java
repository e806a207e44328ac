package org.plumbline.chaos.toxiproxy.toxic;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

/**
 * Drops all data and closes after {@code timeout} ms without any. 0 never closes. Each chunk starts
 * the time again, so a sender that keeps talking is never closed; that is how the original behaves.
 */
final class Timeout implements Effect {
  private final long timeoutMillis;

  Timeout(long timeoutMillis) {
    this.timeoutMillis = timeoutMillis;
  }

  @Override
  public void started(Flow flow) {
    if (timeoutMillis > 0) {
      flow.alarm(MILLISECONDS.toNanos(timeoutMillis), flow::close);
    }
  }

  @Override
  public void chunk(Chunk chunk, Flow flow) {
    chunk.release();
    started(flow);
  }
}
