package org.plumbline.chaos.toxiproxy.toxic;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Cuts each chunk into pieces of about {@code average_size} ± {@code size_variation} bytes, with
 * {@code delay} µs after each piece. The sizes come from halving, so that no end of a chunk tends
 * to smaller pieces than the other.
 */
final class Slicer implements Effect {
  private final long averageSize;
  private final long sizeVariation;
  private final long delayNanos;
  private final Queue<Integer> sizes = new ArrayDeque<>();
  private @Nullable Chunk rest;

  Slicer(long averageSize, long sizeVariation, long delayMicros) {
    this.averageSize = averageSize;
    this.sizeVariation = sizeVariation;
    this.delayNanos = MICROSECONDS.toNanos(Math.max(0, delayMicros));
  }

  @Override
  public void chunk(Chunk chunk, Flow flow) {
    rest = chunk;
    halve(chunk.length(), flow.random());
    next(chunk, flow);
  }

  private void next(Chunk chunk, Flow flow) {
    for (Integer size = sizes.poll(); size != null; size = sizes.poll()) {
      flow.emit(chunk.split(size));
      if (delayNanos > 0) {
        flow.pause(delayNanos, () -> next(chunk, flow));
        return;
      }
    }
    rest = null;
    chunk.release();
  }

  private void halve(int length, RandomGenerator random) {
    if (length < 2 || length - averageSize <= sizeVariation) {
      sizes.add(length);
      return;
    }
    long middle = length / 2;
    if (sizeVariation > 0) {
      middle += random.nextLong(-sizeVariation, sizeVariation);
    }
    int left = Math.clamp(middle, 1, length - 1);
    halve(left, random);
    halve(length - left, random);
  }

  @Override
  public boolean holdsBytes() {
    return rest != null;
  }

  @Override
  public void interrupted(Flow flow) {
    sizes.clear();
    var chunk = rest;
    rest = null;
    if (chunk == null) {
      return;
    }
    if (chunk.length() > 0) {
      flow.emit(chunk);
    } else {
      chunk.release();
    }
  }
}
