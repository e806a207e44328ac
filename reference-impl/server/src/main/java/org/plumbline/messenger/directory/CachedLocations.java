package org.plumbline.messenger.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.plumbline.messenger.directory.SessionDirectory.Location;
import org.plumbline.protocol.UserId;

/**
 * Where users are, kept true by the directory's news: an answer is remembered until its user's
 * entries change, of which it is told a moment late. While no news comes, each look asks.
 */
@Singleton
public final class CachedLocations implements DirectoryNews.Listener {

  /** So that news of one user seldom makes another's answer count no longer: 256 KB. */
  private static final int VERSIONS = 65_536;

  private static final Duration CAUGHT_UP_WITHIN = Duration.ofSeconds(1);

  /** An answer, and which version of its user's entries was asked for. */
  private record Known(int version, List<Location> locations) {

    /** The end of a node ends its entries without a change of any: no news tells of that. */
    boolean isOn(Set<String> live) {
      for (Location location : locations) {
        if (!live.contains(location.node())) {
          return false;
        }
      }
      return true;
    }
  }

  private final SessionDirectory directory;
  private final DirectoryNews news;
  private final NodeRegistry nodes;
  private final boolean on;
  private final Cache<UserId, Known> known;
  // Only while the directory is away: better an old address than none.
  private final Cache<UserId, List<Location>> last;
  private final AtomicIntegerArray versions = new AtomicIntegerArray(VERSIONS);
  private final Counter hits;
  private final Counter misses;
  private volatile boolean told;

  public CachedLocations(
      DirectoryConfig config,
      SessionDirectory directory,
      DirectoryNews news,
      NodeRegistry nodes,
      MeterRegistry meters,
      InstantSource clock) {
    this.directory = directory;
    this.news = news;
    this.nodes = nodes;
    this.on = config.cacheTtl().isPositive();
    this.known =
        Caffeine.newBuilder()
            .maximumSize(config.cacheUsersMax())
            .expireAfterWrite(config.cacheTtl())
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
    this.last = Caffeine.newBuilder().maximumSize(config.cacheUsersMax()).build();
    this.hits = meters.counter("messenger.directory.cache", "outcome", "hit");
    this.misses = meters.counter("messenger.directory.cache", "outcome", "miss");
    news.hear(this);
  }

  /** As {@link SessionDirectory#locate}, but as of a moment ago; asks for those not known alone. */
  public Map<UserId, List<Location>> locate(Collection<UserId> users) {
    return look(List.copyOf(users)).places();
  }

  /**
   * As {@link #locate}, with what it needs to tell later who moved.
   *
   * @param users each once
   */
  public Located look(List<UserId> users) {
    if (!on || !told) {
      return new Located(users, asked(users), Set.of(), null);
    }
    Map<UserId, List<Location>> located = HashMap.newHashMap(users.size());
    Map<UserId, Integer> unknown = new HashMap<>();
    Set<String> live = nodes.live().keySet();
    int[] seen = new int[users.size()];
    for (int i = 0; i < seen.length; i++) {
      UserId user = users.get(i);
      int version = versions.get(slot(user));
      seen[i] = version;
      Known answer = known.getIfPresent(user);
      if (answer == null || answer.version() != version || !answer.isOn(live)) {
        unknown.put(user, version);
      } else if (!answer.locations().isEmpty()) {
        located.put(user, answer.locations());
      }
    }
    hits.increment(users.size() - unknown.size());
    if (!unknown.isEmpty()) {
      misses.increment(unknown.size());
      Map<UserId, List<Location>> found = asked(unknown.keySet());
      unknown.forEach(
          (user, version) ->
              known.put(user, new Known(version, found.getOrDefault(user, List.of()))));
      located.putAll(found);
    }
    return new Located(users, located, live, seen);
  }

  /** Where users were when the directory was last asked; it says nothing of who moved since. */
  public Located lastLook(List<UserId> users) {
    return new Located(users, lastKnown(users), Set.of(), null);
  }

  /** What is known as of a moment. */
  public interface View {
    /** Answers as {@link SessionDirectory#locate} does. */
    Map<UserId, List<Location>> locate(Collection<UserId> users);

    /** Those who may be elsewhere than they were, or whose node lives no longer. */
    List<UserId> movedSince(Located before);
  }

  private final View remembered =
      new View() {
        @Override
        public Map<UserId, List<Location>> locate(Collection<UserId> users) {
          return CachedLocations.this.locate(users);
        }

        @Override
        public List<UserId> movedSince(Located before) {
          return moved(before);
        }
      };

  private final View asking =
      new View() {
        @Override
        public Map<UserId, List<Location>> locate(Collection<UserId> users) {
          return asked(users);
        }

        @Override
        public List<UserId> movedSince(Located before) {
          return before.users();
        }
      };

  private List<UserId> moved(Located before) {
    int[] seen = before.versions();
    if (seen == null || !told || !before.live().equals(nodes.live().keySet())) {
      return before.users();
    }
    List<UserId> moved = new ArrayList<>();
    for (int i = 0; i < seen.length; i++) {
      UserId user = before.users().get(i);
      if (versions.get(slot(user)) != seen[i]) {
        moved.add(user);
      }
    }
    return moved;
  }

  /**
   * A view as of this call or later: waits until the news has caught up, with one question for all
   * users. It asks the directory itself when there is no news.
   *
   * @return completes on the executor, never with a failure
   */
  public CompletableFuture<View> viewOfNow(Executor executor) {
    if (!on || !told) {
      return CompletableFuture.supplyAsync(() -> asking, executor);
    }
    return news.caughtUp()
        .orTimeout(CAUGHT_UP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .handleAsync((_, failure) -> failure == null ? remembered : asking, executor);
  }

  private Map<UserId, List<Location>> asked(Collection<UserId> users) {
    Map<UserId, List<Location>> found = directory.locate(users);
    for (UserId user : users) {
      List<Location> locations = found.get(user);
      if (locations == null) {
        last.invalidate(user);
      } else {
        last.put(user, locations);
      }
    }
    return found;
  }

  /** Where they were when the directory was last asked. */
  public Map<UserId, List<Location>> lastKnown(Collection<UserId> users) {
    return last.getAllPresent(users);
  }

  private static int slot(UserId user) {
    return Math.floorMod(user.hashCode(), VERSIONS);
  }

  @Override
  public void begun() {
    told = true;
  }

  @Override
  public void changed(UserId user) {
    versions.incrementAndGet(slot(user));
  }

  @Override
  public void interrupted() {
    told = false;
    for (int i = 0; i < VERSIONS; i++) {
      versions.incrementAndGet(i);
    }
    known.invalidateAll();
  }
}
