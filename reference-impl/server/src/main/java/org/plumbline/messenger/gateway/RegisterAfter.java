package org.plumbline.messenger.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.plumbline.messenger.account.Identity;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.directory.SessionDirectory.Location;
import org.plumbline.messenger.directory.SessionDirectory.Registration;
import org.plumbline.messenger.session.Session;
import org.plumbline.protocol.CloseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code registration=async}, as one document proposes: the device is greeted at once and recorded
 * behind its back, tried again for half a minute while the directory is away. Until then, and for
 * good once that time is over, the device is connected and nobody can find it: it is told nothing
 * live and gets a push while it is online, until it syncs or the directory asks for all sessions.
 *
 * <p>The epoch is this node's clock and not the directory's. With clocks that differ, a device that
 * moves to a node whose clock is behind may be taken for the older session of the two.
 */
@Singleton
@Requires(property = RegistrationConfig.REGISTRATION, value = "async")
final class RegisterAfter implements Registrar {

  private static final Logger LOG = LoggerFactory.getLogger(RegisterAfter.class);
  private static final int ATTEMPTS_MAX = 30;
  private static final long RETRY_MILLIS = 1_000;

  private final SessionDirectory directory;
  private final Fence fence;
  private final InstantSource clock;
  private final Counter recorded;
  private final Counter failed;
  private final Counter gaveUp;
  private final AtomicLong lastEpoch = new AtomicLong();

  RegisterAfter(
      SessionDirectory directory, Fence fence, InstantSource clock, MeterRegistry meters) {
    this.directory = directory;
    this.fence = fence;
    this.clock = clock;
    this.recorded = meters.counter("messenger.registrations", "outcome", "recorded");
    this.failed = meters.counter("messenger.registrations", "outcome", "failed");
    this.gaveUp = meters.counter("messenger.registrations", "outcome", "gave_up");
  }

  @Override
  public Registration before(Identity identity) {
    // Microseconds, as the directory's own epochs.
    long now = TimeUnit.MILLISECONDS.toMicros(clock.millis());
    return new Registration(
        lastEpoch.updateAndGet(before -> Math.max(before + 1, now)), Optional.empty());
  }

  @Override
  public void after(Session session, Registration registration) {
    try {
      for (int attempt = 1; attempt <= ATTEMPTS_MAX && !session.isClosed(); attempt++) {
        if (attempt > 1) {
          TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        }
        if (record(session)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!session.isClosed()) {
      gaveUp.increment();
      LOG.warn("{} is connected and could not be recorded: nobody finds it", session.user());
    }
  }

  private boolean record(Session session) {
    try {
      Optional<Location> older =
          directory.locate(List.of(session.user())).getOrDefault(session.user(), List.of()).stream()
              .filter(each -> each.device().equals(session.device()))
              .findFirst();
      boolean replaced =
          !directory
              .restore(
                  List.of(
                      new SessionDirectory.Session(
                          session.user(), session.device(), session.epoch())))
              .isEmpty();
      recorded.increment();
      if (replaced) {
        session.close(CloseCode.REPLACED, "a newer session of this device");
      } else {
        older.ifPresent(each -> fence.off(session, each));
      }
      if (session.isClosed()) {
        // It ended while it was being recorded: its end found nothing to remove.
        directory.unregister(session.user(), session.device(), session.epoch());
      }
      return true;
    } catch (DirectoryUnavailable e) {
      failed.increment();
      LOG.debug("session of {} not recorded: {}", session.user(), e.getMessage());
      return false;
    }
  }
}
