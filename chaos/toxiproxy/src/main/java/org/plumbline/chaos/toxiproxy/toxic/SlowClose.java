package org.plumbline.chaos.toxiproxy.toxic;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

/** Keeps the connection open for {@code delay} ms after the sender closed it. */
final class SlowClose implements Effect {
  private final long delayMillis;

  SlowClose(long delayMillis) {
    this.delayMillis = delayMillis;
  }

  @Override
  public void chunk(Chunk chunk, Flow flow) {
    flow.emit(chunk);
  }

  @Override
  public void ended(Flow flow) {
    flow.pause(MILLISECONDS.toNanos(delayMillis), flow::close);
  }
}
