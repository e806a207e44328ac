package org.plumbline.chaos.toxiproxy.link;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.plumbline.chaos.toxiproxy.toxic.Chunk;
import org.plumbline.chaos.toxiproxy.toxic.Effect;
import org.plumbline.chaos.toxiproxy.toxic.Flow;
import org.plumbline.chaos.toxiproxy.toxic.Noop;
import org.plumbline.chaos.toxiproxy.toxic.Toxic;

/** One toxic's place in a link: what waits in front of it, its effect, and what it let go. */
final class Stage implements Receiver, Flow {
  private final Link link;
  private final RandomGenerator random;
  private final int chunksMax;
  private final Deque<Chunk> waiting = new ArrayDeque<>();
  private final Deque<Chunk> emitted = new ArrayDeque<>();
  private Receiver next;

  /** The toxic's own effect, kept also while the dice spare this link: it may hold a count. */
  private @Nullable Effect own;

  private Effect effect = new Noop();
  private @Nullable Future<?> timer;
  private @Nullable Promise<Void> over;
  private boolean paused;
  private boolean sourceEnded;
  private boolean endHandled;
  private boolean closing;
  private boolean closed;

  Stage(Link link, RandomGenerator random, int chunksMax, Receiver next) {
    this.link = link;
    this.random = random;
    this.chunksMax = chunksMax;
    this.next = next;
  }

  /** Starts the toxic here, or starts it again with other settings or another throw of the dice. */
  void run(@Nullable Toxic toxic) {
    if (closing || !effect.interruptible()) {
      return;
    }
    interrupt();
    if (toxic == null) {
      effect = new Noop();
    } else {
      own = toxic.effect(own);
      effect = toxic.strikes(random) ? own : new Noop();
    }
    endHandled = false;
    effect.started(this);
  }

  private void interrupt() {
    cancelTimer();
    paused = false;
    effect.interrupted(this);
  }

  /** Moves what can be moved; true if anything moved. */
  boolean advance() {
    boolean moved = false;
    while (!emitted.isEmpty() && next.hasRoom()) {
      next.offer(emitted.remove());
      moved = true;
    }
    if (!emitted.isEmpty() || paused || closed) {
      return moved;
    }
    if (closing) {
      closed = true;
      next.end();
      return true;
    }
    var chunk = waiting.poll();
    if (chunk != null) {
      effect.chunk(chunk, this);
      return true;
    }
    if (sourceEnded && !endHandled) {
      endHandled = true;
      effect.ended(this);
      return true;
    }
    return moved;
  }

  @Override
  public boolean hasRoom() {
    return waiting.size() < chunksMax && !closing;
  }

  @Override
  public void offer(Chunk chunk) {
    if (closing) {
      chunk.release();
    } else {
      waiting.add(chunk);
    }
  }

  @Override
  public void end() {
    sourceEnded = true;
  }

  boolean isClosing() {
    return closing;
  }

  boolean isInterruptible() {
    return effect.interruptible();
  }

  /**
   * Done when a change of the toxic may count as carried out: at once, but once a reset's timer
   * runs only when that has closed the link, which holds up the change as with the original.
   */
  Future<?> settled() {
    if (closing || effect.interruptible()) {
      return link.loop().newSucceededFuture(null);
    }
    if (over == null) {
      over = link.loop().newPromise();
    }
    return over;
  }

  private void becomeOver() {
    var waited = over;
    if (waited != null) {
      var _ = waited.trySuccess(null);
    }
  }

  Receiver next() {
    return next;
  }

  void connect(Receiver receiver) {
    next = receiver;
  }

  /** Takes over all that a removed stage still held, in order, so that no byte is lost. */
  void absorb(Stage removed) {
    removed.interrupt();
    var kept = new ArrayDeque<Chunk>(removed.emitted);
    kept.addAll(removed.waiting);
    kept.addAll(emitted);
    emitted.clear();
    emitted.addAll(kept);
    removed.emitted.clear();
    removed.waiting.clear();
    // The removed stage knew of the end but had not passed it on: now it is ours to pass on again.
    closed = false;
    next = removed.next;
  }

  boolean holdsBytes() {
    return !waiting.isEmpty() || !emitted.isEmpty() || effect.holdsBytes();
  }

  /** Drops everything: the connection is gone. */
  void abandon() {
    cancelTimer();
    paused = true;
    closing = true;
    closed = true;
    effect.interrupted(this);
    release(waiting);
    release(emitted);
    becomeOver();
  }

  @Override
  public void emit(Chunk chunk) {
    emitted.add(chunk);
  }

  @Override
  public void pause(long nanos, Runnable then) {
    paused = true;
    schedule(
        nanos,
        () -> {
          paused = false;
          then.run();
        });
  }

  @Override
  public void pauseForever() {
    paused = true;
  }

  @Override
  public void alarm(long nanos, Runnable then) {
    cancelTimer();
    schedule(nanos, then);
  }

  private void schedule(long nanos, Runnable then) {
    timer =
        link.loop()
            .schedule(
                () -> {
                  timer = null;
                  then.run();
                  link.pump();
                },
                nanos,
                NANOSECONDS);
  }

  private void cancelTimer() {
    var pending = timer;
    timer = null;
    if (pending != null) {
      pending.cancel(false);
    }
  }

  @Override
  public void close() {
    cancelTimer();
    closing = true;
    release(waiting);
    becomeOver();
  }

  private static void release(Deque<Chunk> chunks) {
    chunks.forEach(Chunk::release);
    chunks.clear();
  }

  @Override
  public long nanoTime() {
    return link.nanoTime();
  }

  @Override
  public RandomGenerator random() {
    return random;
  }
}
