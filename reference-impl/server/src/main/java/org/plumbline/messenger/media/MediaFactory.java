package org.plumbline.messenger.media;

import io.micronaut.context.annotation.Factory;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;
import org.plumbline.messenger.history.HistoryConfig;
import org.plumbline.messenger.history.MessageHistory;
import org.plumbline.messenger.membership.Memberships;

/** Brings clocks, virtual threads and random numbers that nobody can guess in. */
@Factory
final class MediaFactory {

  private final SecureRandom random = new SecureRandom();

  @Singleton
  Uploads uploads(
      MediaConfig config,
      MediaRecords records,
      MediaStore store,
      MediaMeters meters,
      InstantSource clock) {
    return new Uploads(config, records, store, meters, clock, random);
  }

  @Singleton
  Downloads downloads(
      MediaConfig config,
      MediaRecords records,
      MediaStore store,
      MessageHistory history,
      HistoryConfig historyConfig,
      Memberships memberships) {
    return new Downloads(
        config,
        records,
        store,
        history,
        memberships,
        historyConfig.seenWait(),
        System::nanoTime,
        LockSupport::parkNanos);
  }

  @Singleton
  MediaLibrary library(
      MediaRecords records,
      MediaConfig config,
      @Named(TaskExecutors.VIRTUAL) ExecutorService blocking) {
    return new MediaLibrary(records, config.knownMax(), blocking);
  }
}
