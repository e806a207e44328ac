package org.plumbline.messenger.device;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.plumbline.messenger.account.EndedLogin;
import org.plumbline.messenger.account.LoginEnds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A device whose login ended is pushed to no more. The node that ended it removes what the device
 * registered; while the store is away it tries on, so many at once and so often. That a device
 * registers on another node meanwhile, which has not heard of the end, {@link PushDeviceController}
 * prevents.
 */
@Singleton
final class EndedRegistrations implements LoginEnds {

  private static final Logger LOG = LoggerFactory.getLogger(EndedRegistrations.class);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(10);
  private static final int TRIES_MAX = 360;
  private static final int IN_HAND_MAX = 10_000;

  private final PushDeviceStore store;
  private final RegistrationListener listener;
  private final Semaphore places = new Semaphore(IN_HAND_MAX);
  private final Executor later;

  @Inject
  EndedRegistrations(PushDeviceStore store, RegistrationListener listener) {
    this(store, listener, AGAIN_AFTER);
  }

  EndedRegistrations(PushDeviceStore store, RegistrationListener listener, Duration againAfter) {
    this.store = store;
    this.listener = listener;
    this.later =
        CompletableFuture.delayedExecutor(
            againAfter.toNanos(),
            TimeUnit.NANOSECONDS,
            Executors.newVirtualThreadPerTaskExecutor());
  }

  @Override
  public void endedByThisNode(EndedLogin ended) {
    if (isRemoved(ended)) {
      return;
    }
    if (places.tryAcquire()) {
      later.execute(() -> tryAgain(ended, 2));
    } else {
      LOG.warn("too many registrations wait to be removed: that of {} stays", ended.device());
    }
  }

  @Override
  public void learned(EndedLogin ended) {
    // Whoever ended it removes it; by now the device may have logged in and registered anew.
  }

  private void tryAgain(EndedLogin ended, int tries) {
    if (isRemoved(ended)) {
      places.release();
    } else if (tries < TRIES_MAX) {
      later.execute(() -> tryAgain(ended, tries + 1));
    } else {
      places.release();
      LOG.error("the registration of {} could not be removed", ended.device());
    }
  }

  private boolean isRemoved(EndedLogin ended) {
    try {
      store.remove(ended.user(), ended.device());
      listener.changed(ended.user());
      return true;
    } catch (DevicesUnavailable e) {
      LOG.warn("the registration of {} is removed later: {}", ended.device(), e.getMessage());
      return false;
    }
  }
}
