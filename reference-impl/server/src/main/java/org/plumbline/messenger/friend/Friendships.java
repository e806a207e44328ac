package org.plumbline.messenger.friend;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.plumbline.protocol.UserId;

/**
 * Whether two users are friends, as this node knows it: at most {@link FriendConfig#cacheTtl()}
 * old, and what this node itself changed at once. Pairs that are not known are read together, as
 * many as wait. A pair that is asked for all the time is read anew before its answer is too old, so
 * that nobody waits for it. A user is his own friend.
 *
 * <p>While the store does not answer, what was known before counts on, and nobody waits for long to
 * hear it: at most a quarter of a second, and not at all once the store was seen to be away.
 */
@Singleton
public final class Friendships {

  /** What is known of a pair since {@code millis}, the time before it was read. */
  private record Known(boolean friends, long millis) {}

  /** How long a pair that is still known waits for others to be read with. */
  private static final long GATHER_MILLIS = 50;

  /** So long an answer is waited for by somebody who has an old one. */
  private static final long PATIENCE_MILLIS = 250;

  /** So long after a read that failed the store counts as away, unless one succeeds. */
  private static final long AWAY_MILLIS = 10_000;

  private final FriendStore store;
  private final FriendConfig config;
  private final InstantSource clock;
  private final Cache<Pair, Known> cache;
  private final ConcurrentMap<Pair, CompletableFuture<Boolean>> underWay =
      new ConcurrentHashMap<>();
  private final BlockingQueue<Pair> waiting;
  private final AtomicBoolean reading = new AtomicBoolean();
  private final AtomicBoolean gathering = new AtomicBoolean();
  private final Executor executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Executor afterGathering =
      CompletableFuture.delayedExecutor(GATHER_MILLIS, TimeUnit.MILLISECONDS, executor);
  private final Counter reads;
  private volatile boolean away;
  private volatile long awaySinceMillis;

  public Friendships(
      FriendStore store, FriendConfig config, InstantSource clock, MeterRegistry meters) {
    this.store = store;
    this.config = config;
    this.clock = clock;
    this.waiting = new LinkedBlockingQueue<>(config.waitingMax());
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(config.cacheMax())
            .expireAfterWrite(config.staleMax())
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
    this.reads = meters.counter("messenger.friend.reads");
  }

  /** Whether they are friends, if that is known now. Never blocks. */
  public Optional<Boolean> known(UserId one, UserId other) {
    if (one.equals(other)) {
      return Optional.of(true);
    }
    Pair pair = Pair.of(one, other);
    Known known = cache.getIfPresent(pair);
    long age = known == null ? Long.MAX_VALUE : clock.millis() - known.millis();
    if (known == null || age >= config.cacheTtl().toMillis()) {
      return Optional.empty();
    }
    if (age >= config.cacheTtl().toMillis() / 2) {
      refresh(pair);
    }
    return Optional.of(known.friends());
  }

  /**
   * Whether they are friends. Never blocks; completes on a thread that may block, exceptionally
   * with {@link FriendsUnavailable} when it is not known and the store does not answer.
   */
  public CompletableFuture<Boolean> ask(UserId one, UserId other) {
    return known(one, other)
        .map(CompletableFuture::completedFuture)
        .orElseGet(() -> askStore(Pair.of(one, other)));
  }

  private CompletableFuture<Boolean> askStore(Pair pair) {
    @Nullable Known stale = cache.getIfPresent(pair);
    if (stale == null) {
      return read(pair);
    }
    if (away && Math.abs(clock.millis() - awaySinceMillis) < AWAY_MILLIS) {
      refresh(pair);
      return CompletableFuture.completedFuture(stale.friends());
    }
    return read(pair)
        .copy()
        .completeOnTimeout(stale.friends(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .thenApplyAsync(friends -> friends, executor);
  }

  /** As {@link #ask}; blocks when it is not known. */
  public boolean areFriends(UserId one, UserId other) {
    try {
      return ask(one, other).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof FriendsUnavailable failure ? failure : e;
    }
  }

  /** Those of the others who are the user's friends; blocks when some are not known. */
  public Set<UserId> friendsAmong(UserId user, Collection<UserId> others) {
    // All are asked for before the first is waited for, so that they are read together.
    List<CompletableFuture<Boolean>> answers =
        others.stream().map(other -> ask(user, other)).toList();
    Set<UserId> friends = new HashSet<>();
    int i = 0;
    for (UserId other : others) {
      try {
        if (answers.get(i++).join()) {
          friends.add(other);
        }
      } catch (CompletionException e) {
        throw e.getCause() instanceof FriendsUnavailable failure ? failure : e;
      }
    }
    return friends;
  }

  /** What this node has just written. */
  void changed(UserId one, UserId other, boolean friends) {
    cache.put(Pair.of(one, other), new Known(friends, clock.millis()));
  }

  /**
   * Makes the two of each pair friends, without a word of theirs: for users that an operator made.
   * Blocks.
   *
   * @throws FriendsUnavailable when the store does not answer; then nothing has changed
   */
  public void befriend(Collection<Pair> pairs) {
    store.befriend(pairs, clock.instant());
    pairs.forEach(pair -> changed(pair.low(), pair.high(), true));
  }

  private CompletableFuture<Boolean> read(Pair pair) {
    CompletableFuture<Boolean> mine = new CompletableFuture<>();
    CompletableFuture<Boolean> theirs = underWay.putIfAbsent(pair, mine);
    if (theirs != null) {
      return theirs;
    }
    if (!waiting.offer(pair)) {
      fail(pair, new FriendsUnavailable("too many pairs wait to be read"));
    } else if (reading.compareAndSet(false, true)) {
      executor.execute(this::readAll);
    }
    return mine;
  }

  /** Of what is still known nobody waits for the answer: so many pairs are read together. */
  private void refresh(Pair pair) {
    if (underWay.putIfAbsent(pair, new CompletableFuture<>()) != null) {
      return;
    }
    if (!waiting.offer(pair)) {
      fail(pair, new FriendsUnavailable("too many pairs wait to be read"));
    } else if (gathering.compareAndSet(false, true)) {
      afterGathering.execute(
          () -> {
            gathering.set(false);
            if (reading.compareAndSet(false, true)) {
              readAll();
            }
          });
    }
  }

  private void readAll() {
    do {
      List<Pair> batch = new ArrayList<>();
      while (waiting.drainTo(batch, config.batchMax()) > 0) {
        read(batch);
        batch.clear();
      }
      reading.set(false);
      // One may have come after the last look and found that somebody reads.
    } while (!waiting.isEmpty() && reading.compareAndSet(false, true));
  }

  private void read(List<Pair> batch) {
    long before = clock.millis();
    try {
      reads.increment();
      Set<Pair> friends = store.friendsAmong(batch);
      away = false;
      for (Pair pair : batch) {
        Known read = new Known(friends.contains(pair), before);
        Known kept =
            cache.asMap().merge(pair, read, (old, now) -> old.millis() >= now.millis() ? old : now);
        complete(pair, Objects.requireNonNull(kept).friends());
      }
    } catch (RuntimeException e) {
      awaySinceMillis = clock.millis();
      away = true;
      FriendsUnavailable failure =
          e instanceof FriendsUnavailable known
              ? known
              : new FriendsUnavailable("friendships could not be read", e);
      batch.forEach(pair -> fail(pair, failure));
    }
  }

  private void complete(Pair pair, boolean friends) {
    CompletableFuture<Boolean> asked = underWay.remove(pair);
    if (asked != null) {
      asked.complete(friends);
    }
  }

  private void fail(Pair pair, FriendsUnavailable failure) {
    @Nullable Known stale = cache.getIfPresent(pair);
    CompletableFuture<Boolean> asked = underWay.remove(pair);
    if (asked == null) {
      return;
    }
    if (stale == null) {
      asked.completeExceptionally(failure);
    } else {
      asked.complete(stale.friends());
    }
  }
}
