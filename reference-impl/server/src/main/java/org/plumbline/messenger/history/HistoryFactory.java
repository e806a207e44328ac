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
      MessageHistory history,
      Cursors cursors,
      HistoryConfig config,
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    return new ThreadReader(
        history, cursors, config.seenWait(), blocking, System::nanoTime, LockSupport::parkNanos);
  }
}
