package org.plumbline.messenger.monitor;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import org.plumbline.messenger.session.Session;
import org.plumbline.messenger.session.Sessions;
import org.plumbline.protocol.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the counts of all nodes as gauges. Every few seconds it tells who is here now, so that a
 * user who stays over midnight counts on both days; while Redis is away the last values stand.
 */
@Singleton
final class UsageMeters implements ApplicationEventListener<ServerStartupEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(UsageMeters.class);
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Usage usage;
  private final Sessions sessions;
  private final InstantSource clock;
  private final ScheduledExecutorService schedule =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("usage-meters").daemon(true).factory());
  private Set<UserId> told = Set.of();
  private LocalDate toldOn = LocalDate.EPOCH;
  private volatile double activeUsers;
  private volatile double hitRatio = 1;

  UsageMeters(Usage usage, Sessions sessions, InstantSource clock, MeterRegistry meters) {
    this.usage = usage;
    this.sessions = sessions;
    this.clock = clock;
    Gauge.builder("messenger.daily.active.users", this, each -> each.activeUsers)
        .description("Users who had a session on any node today (UTC)")
        .register(meters);
    Gauge.builder("messenger.redis.hit.ratio", this, each -> each.hitRatio)
        .description("Part of Redis' lookups that found their key, since Redis was started")
        .register(meters);
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    long every = EVERY.toMillis();
    var _ = schedule.scheduleWithFixedDelay(this::refresh, 0, every, TimeUnit.MILLISECONDS);
  }

  void refresh() {
    try {
      LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
      Set<UserId> here = new HashSet<>();
      for (Session session : sessions.all()) {
        here.add(session.user());
      }
      Set<UserId> news = new HashSet<>(here);
      if (today.equals(toldOn)) {
        news.removeAll(told);
      }
      usage.active(news, today);
      told = here;
      toldOn = today;
      activeUsers = usage.activeUsers(today);
      hitRatio = usage.lookups().hitRatio();
    } catch (DirectoryUnavailable e) {
      LOG.debug("usage not counted now: {}", e.getMessage());
    } catch (RuntimeException e) {
      // A scheduled task that throws is never run again.
      LOG.error("counting usage failed", e);
    }
  }

  @PreDestroy
  void stop() {
    schedule.shutdownNow();
  }
}
