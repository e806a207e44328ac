package org.plumbline.messenger.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.plumbline.messenger.directory.SessionDirectory.Location;
import org.plumbline.protocol.UserId;

/**
 * Where users are, as the directory said not longer ago than the set time. Whoever moved since is
 * looked for in the wrong place: so only a first look may ask here, one that another look at the
 * directory itself follows. Users without a session are never kept: the next message may find them.
 */
@Singleton
public final class CachedLocations {

  private final SessionDirectory directory;
  private final boolean on;
  private final Cache<UserId, List<Location>> known;
  private final Counter hits;
  private final Counter misses;

  public CachedLocations(
      DirectoryConfig config,
      SessionDirectory directory,
      MeterRegistry meters,
      InstantSource clock) {
    this.directory = directory;
    this.on = config.cacheTtl().isPositive();
    this.known =
        Caffeine.newBuilder()
            .maximumSize(config.cacheUsersMax())
            .expireAfterWrite(config.cacheTtl())
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
    this.hits = meters.counter("messenger.directory.cache", "outcome", "hit");
    this.misses = meters.counter("messenger.directory.cache", "outcome", "miss");
  }

  /** As {@link SessionDirectory#locate}, but of some age; asks for those not known alone. */
  public Map<UserId, List<Location>> locate(Collection<UserId> users) {
    if (!on) {
      return directory.locate(users);
    }
    Map<UserId, List<Location>> found = new HashMap<>(known.getAllPresent(users));
    Set<UserId> unknown = new HashSet<>(users);
    unknown.removeAll(found.keySet());
    hits.increment(found.size());
    misses.increment(unknown.size());
    if (!unknown.isEmpty()) {
      found.putAll(directory.locate(unknown));
    }
    return found;
  }

  /** Keeps an answer: the age of what was known before does not change. */
  public Map<UserId, List<Location>> remembered(Map<UserId, List<Location>> located) {
    if (on) {
      located.forEach(
          (user, locations) -> {
            if (!locations.equals(known.getIfPresent(user))) {
              known.put(user, locations);
            }
          });
    }
    return located;
  }

  /** The directory knows no session of the user. */
  public void forget(UserId user) {
    known.invalidate(user);
  }
}
