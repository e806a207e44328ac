package org.plumbline.chaos.toxiproxy.toxic;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import org.jspecify.annotations.Nullable;

/**
 * Limits the rate to {@code rate} kB/s (1 kB = 1000 B). A chunk that takes longer than 100 ms goes
 * out in pieces, one each 100 ms. A rate of 0 lets nothing through.
 */
final class Bandwidth implements Effect {
  private static final long PIECE_MILLIS = 100;

  private final long rate;
  private long owedNanos;
  private @Nullable Chunk held;

  Bandwidth(long rate) {
    this.rate = rate;
  }

  @Override
  public void chunk(Chunk chunk, Flow flow) {
    held = chunk;
    if (rate == 0) {
      flow.pauseForever();
      return;
    }
    owedNanos += chunk.length() * MILLISECONDS.toNanos(1) / rate;
    next(chunk, flow);
  }

  private void next(Chunk chunk, Flow flow) {
    long piece = Math.min(rate, Integer.MAX_VALUE / PIECE_MILLIS) * PIECE_MILLIS;
    if (chunk.length() > piece) {
      flow.pause(
          MILLISECONDS.toNanos(PIECE_MILLIS),
          () -> {
            flow.emit(chunk.split((int) piece));
            owedNanos -= MILLISECONDS.toNanos(PIECE_MILLIS);
            next(chunk, flow);
          });
      return;
    }
    long began = flow.nanoTime();
    flow.pause(
        Math.max(0, owedNanos),
        () -> {
          // Timers come late by up to a millisecond; the next chunk makes up for it.
          owedNanos -= flow.nanoTime() - began;
          held = null;
          flow.emit(chunk);
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
}
