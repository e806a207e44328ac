package org.plumbline.chaos.toxiproxy.toxic;

import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A flow that records what an effect lets go and when, on a clock of its own. */
final class TestFlow implements Flow {
  /** Bytes that were let go, at this time. */
  record Passed(Duration at, int length) {}

  final List<Passed> passed = new ArrayList<>();
  boolean closed;
  private final RandomGenerator random;
  private final Effect effect;
  private long now;
  private boolean paused;
  private long due = Long.MAX_VALUE;
  private @Nullable Runnable then;

  TestFlow(Effect effect, long seed) {
    this.effect = effect;
    this.random = new SplittableRandom(seed);
    effect.started(this);
  }

  /** A chunk comes in and is worked on until the effect would take another, or closes. */
  void take(int length) {
    effect.chunk(new Chunk(Unpooled.wrappedBuffer(new byte[length]), now), this);
    while (paused && then != null) {
      fire();
    }
  }

  /** The next timer goes off. */
  void fire() {
    var step = then;
    if (step == null) {
      throw new IllegalStateException("no timer runs");
    }
    now = due;
    paused = false;
    then = null;
    step.run();
  }

  boolean hasTimer() {
    return then != null;
  }

  Duration now() {
    return Duration.ofNanos(now);
  }

  int total() {
    return passed.stream().mapToInt(Passed::length).sum();
  }

  @Override
  public void emit(Chunk chunk) {
    passed.add(new Passed(now(), chunk.length()));
    chunk.release();
  }

  @Override
  public void pause(long nanos, Runnable step) {
    paused = true;
    alarm(nanos, step);
  }

  @Override
  public void pauseForever() {
    paused = true;
  }

  @Override
  public void alarm(long nanos, Runnable step) {
    due = now + nanos;
    then = step;
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public RandomGenerator random() {
    return random;
  }
}
