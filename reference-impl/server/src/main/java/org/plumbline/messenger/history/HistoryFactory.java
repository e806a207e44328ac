package org.plumbline.messenger.history;

import io.micronaut.context.annotation.Factory;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;

/** Brings the clock and the virtual threads in. */
@Factory
final class HistoryFactory {

  @Singleton
  ThreadReader threadReader(
      MessageHistory history, VisibleHistory visible, Cursors cursors, HistoryConfig config) {
    return new ThreadReader(
        history, visible, cursors, config.seenWait(), System::nanoTime, LockSupport::parkNanos);
  }

  @Singleton
  ThreadList threadList(
      MessageHistory history,
      VisibleHistory visible,
      RecentPages recents,
      HistoryConfig config,
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    return new ThreadList(history, visible, recents, blocking, config.recentThreadsMax());
  }
}
