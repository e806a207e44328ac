package org.plumbline.messenger.account;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the node's knowledge of ended logins fresh, and the store free of those of long ago. */
@Singleton
public final class RevocationReads implements ApplicationEventListener<ServerStartupEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(RevocationReads.class);
  private static final Duration PRUNE_EVERY = Duration.ofMinutes(10);

  private final Revocations revocations;
  private final LoginStore store;
  private final LoginEnds ends;
  private final LoginConfig config;
  private final InstantSource clock;
  private final ScheduledExecutorService schedule =
      Executors.newScheduledThreadPool(
          1, Thread.ofPlatform().name("ended-logins-", 0).daemon(true).factory());

  RevocationReads(
      Revocations revocations,
      LoginStore store,
      List<LoginEnds> ends,
      LoginConfig config,
      InstantSource clock) {
    this.revocations = revocations;
    this.store = store;
    this.ends = LoginEnds.all(ends);
    this.config = config;
    this.clock = clock;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    long every = config.revocationEvery().toMillis();
    var _ = schedule.scheduleWithFixedDelay(this::read, 0, every, TimeUnit.MILLISECONDS);
    long prune = PRUNE_EVERY.toMillis();
    var _ = schedule.scheduleWithFixedDelay(this::prune, prune, prune, TimeUnit.MILLISECONDS);
  }

  /**
   * Whether the login of this identity was ended by now, on whatever node: for what shall outlive
   * the request. Blocks for a look at the store; while that is away, as far as is known here.
   */
  public boolean isEndedByNow(Identity identity) {
    read();
    return revocations.isEnded(identity);
  }

  private void read() {
    try {
      revocations.read(ends::learned);
    } catch (RuntimeException e) {
      // A scheduled task that throws is never run again.
      LOG.error("reading ended logins failed", e);
    }
  }

  private void prune() {
    try {
      store.prune(clock.instant(), revocations.kept().multipliedBy(2));
    } catch (AccountsUnavailable e) {
      LOG.warn("old logins not forgotten yet: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("forgetting old logins failed", e);
    }
  }

  @PreDestroy
  void stop() {
    schedule.shutdownNow();
  }
}
