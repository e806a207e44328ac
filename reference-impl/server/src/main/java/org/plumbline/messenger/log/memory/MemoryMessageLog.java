package org.plumbline.messenger.log.memory;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.log.LogEntry;
import org.plumbline.messenger.log.MessageLog;

/**
 * One partition in memory and one thread that works on it. It survives nothing: it is for tests,
 * benchmarks and a node without servers.
 */
@Singleton
@Requires(property = "messenger.servers", value = "memory")
public final class MemoryMessageLog implements MessageLog {

  private static final int ENTRIES_MAX = 100_000;
  private static final int BATCH_MAX = 500;

  private final LinkedBlockingQueue<LogEntry> entries = new LinkedBlockingQueue<>(ENTRIES_MAX);
  private final Object order = new Object();
  private long next;
  private @Nullable Thread thread;

  @Override
  public CompletableFuture<Long> append(LogEntry.Submission submission) {
    synchronized (order) {
      LogEntry entry = new LogEntry(next, submission);
      if (!entries.offer(entry)) {
        return CompletableFuture.failedFuture(
            new LogFull(
                "the log in memory holds " + ENTRIES_MAX + " entries",
                new IllegalStateException("full")));
      }
      next++;
      return CompletableFuture.completedFuture(entry.seq());
    }
  }

  @Override
  public synchronized void work(Worker worker) {
    worker.shareChanged();
    thread = Thread.ofPlatform().name("log-worker").daemon(true).start(() -> run(worker));
  }

  private void run(Worker worker) {
    List<LogEntry> batch = new ArrayList<>(BATCH_MAX);
    try {
      while (true) {
        batch.add(entries.take());
        entries.drainTo(batch, BATCH_MAX - 1);
        worker.take(List.copyOf(batch)).join();
        batch.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
}
