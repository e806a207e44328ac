package org.plumbline.messenger.push.memory;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.push.MissedMessage;
import org.plumbline.messenger.push.PushConfig;
import org.plumbline.messenger.push.PushQueue;

/** Notes in memory and one thread that hands them on. It survives nothing. */
@Singleton
@Requires(property = "messenger.servers", value = "memory")
public final class MemoryPushQueue implements PushQueue {

  private static final int NOTES_MAX = 100_000;
  private static final int BATCH_MAX = 500;

  private final int inHandMax;
  private final LinkedBlockingQueue<MissedMessage> notes = new LinkedBlockingQueue<>(NOTES_MAX);
  private final AtomicInteger inHand = new AtomicInteger();
  private @Nullable Thread thread;

  public MemoryPushQueue(PushConfig config) {
    this.inHandMax = config.inHandMax();
  }

  @Override
  public CompletableFuture<@Nullable Void> add(List<MissedMessage> added) {
    for (MissedMessage note : added) {
      if (!notes.offer(note)) {
        return CompletableFuture.failedFuture(
            new IllegalStateException("notes: " + NOTES_MAX + " wait (expected: fewer)"));
      }
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized void work(Worker worker) {
    thread = Thread.ofPlatform().name("push-queue").daemon(true).start(() -> run(worker));
  }

  private void run(Worker worker) {
    try {
      while (true) {
        List<MissedMessage> batch = new ArrayList<>();
        batch.add(notes.take());
        notes.drainTo(batch, BATCH_MAX - 1);
        awaitRoom();
        inHand.addAndGet(batch.size());
        var _ = worker.take(batch).whenComplete((_, _) -> done(batch.size()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitRoom() throws InterruptedException {
    synchronized (inHand) {
      while (inHand.get() >= inHandMax) {
        inHand.wait();
      }
    }
  }

  private void done(int count) {
    synchronized (inHand) {
      inHand.addAndGet(-count);
      inHand.notifyAll();
    }
  }

  @Override
  public synchronized void stop() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
      thread = null;
    }
  }

  @Override
  public long waiting() {
    return (long) notes.size() + inHand.get();
  }
}
