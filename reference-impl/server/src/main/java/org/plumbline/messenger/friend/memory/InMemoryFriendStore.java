package org.plumbline.messenger.friend.memory;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.friend.FriendConfig;
import org.plumbline.messenger.friend.FriendStore;
import org.plumbline.messenger.friend.Pair;
import org.plumbline.protocol.UserId;

/** Friendships in maps: each user's view of every other one. */
@Singleton
@Requires(property = "messenger.servers", value = "memory")
public final class InMemoryFriendStore implements FriendStore {

  private enum State {
    ASKED,
    WAS_ASKED,
    FRIENDS
  }

  private record Row(State state, Instant since) {}

  private final Map<UserId, NavigableMap<UserId, Row>> rows = new HashMap<>();
  private final FriendConfig config;

  public InMemoryFriendStore(FriendConfig config) {
    this.config = config;
  }

  private NavigableMap<UserId, Row> of(UserId user) {
    return rows.computeIfAbsent(user, _ -> new TreeMap<>());
  }

  private boolean is(UserId user, UserId other, State state) {
    Row row = of(user).get(other);
    return row != null && row.state() == state;
  }

  private void put(UserId user, UserId other, State his, State theirs, Instant now) {
    of(user).put(other, new Row(his, now));
    of(other).put(user, new Row(theirs, now));
  }

  private boolean drop(UserId user, UserId other) {
    of(other).remove(user);
    return of(user).remove(other) != null;
  }

  private boolean isFull(UserId user, UserId other) {
    return of(user).size() >= config.friendsMax()
        || of(other).size() >= config.friendsMax()
        || count(user, State.ASKED) >= config.requestsMax()
        || count(other, State.WAS_ASKED) >= config.requestsMax();
  }

  private long count(UserId user, State state) {
    return of(user).values().stream().filter(row -> row.state() == state).count();
  }

  @Override
  public synchronized Asked ask(UserId user, UserId other, Instant now) {
    if (accept(user, other, now) || is(user, other, State.FRIENDS)) {
      return Asked.FRIENDS;
    }
    if (is(user, other, State.ASKED)) {
      return Asked.REQUESTED;
    }
    if (isFull(user, other)) {
      return Asked.TOO_MANY;
    }
    put(user, other, State.ASKED, State.WAS_ASKED, now);
    return Asked.REQUESTED;
  }

  @Override
  public synchronized boolean accept(UserId user, UserId asker, Instant now) {
    boolean asked = is(user, asker, State.WAS_ASKED);
    if (asked) {
      put(user, asker, State.FRIENDS, State.FRIENDS, now);
    }
    return asked;
  }

  @Override
  public synchronized boolean reject(UserId user, UserId asker) {
    return is(user, asker, State.WAS_ASKED) && drop(user, asker);
  }

  @Override
  public synchronized boolean remove(UserId user, UserId other) {
    return !is(user, other, State.WAS_ASKED) && drop(user, other);
  }

  @Override
  public synchronized void befriend(Collection<Pair> pairs, Instant now) {
    for (Pair pair : pairs) {
      if (!is(pair.low(), pair.high(), State.FRIENDS)) {
        put(pair.low(), pair.high(), State.FRIENDS, State.FRIENDS, now);
      }
    }
  }

  @Override
  public synchronized List<Friend> friends(UserId user, @Nullable UserId after, int limit) {
    NavigableMap<UserId, Row> all = of(user);
    return list(after == null ? all : all.tailMap(after, false), State.FRIENDS, limit);
  }

  private static List<Friend> list(Map<UserId, Row> rows, State state, int limit) {
    List<Friend> found = new ArrayList<>();
    rows.forEach(
        (other, row) -> {
          if (row.state() == state && found.size() < limit) {
            found.add(new Friend(other, row.since()));
          }
        });
    return found;
  }

  @Override
  public synchronized Requests requests(UserId user, int limit) {
    return new Requests(list(of(user), State.WAS_ASKED, limit), list(of(user), State.ASKED, limit));
  }

  @Override
  public synchronized Set<Pair> friendsAmong(Collection<Pair> pairs) {
    Set<Pair> friends = new HashSet<>();
    for (Pair pair : pairs) {
      Row row = rows.getOrDefault(pair.low(), new TreeMap<>()).get(pair.high());
      if (row != null && row.state() == State.FRIENDS) {
        friends.add(pair);
      }
    }
    return friends;
  }
}
