package org.plumbline.messenger.presence.redis;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.directory.redis.RedisServer;
import org.plumbline.messenger.directory.redis.RedisServer.Operation;
import org.plumbline.messenger.directory.redis.Script;
import org.plumbline.messenger.presence.Presence;
import org.plumbline.messenger.presence.PresenceConfig;
import org.plumbline.protocol.UserId;

/** Presence as Redis knows it: two round trips for any batch of users. */
@Singleton
@Requires(property = "messenger.servers", value = "real")
public final class RedisPresence implements Presence {
  private static final Script SEEN = Script.of(RedisPresence.class, "seen.lua");

  private final RedisServer redis;
  private final SessionDirectory directory;
  private final PresenceNews news;
  private final int batchMax;
  private final String kept;

  public RedisPresence(
      RedisServer redis, SessionDirectory directory, PresenceNews news, PresenceConfig config) {
    this.redis = redis;
    this.directory = directory;
    this.news = news;
    this.batchMax = config.lookupUsersMax();
    this.kept = Long.toString(config.lastSeenKept().toMillis());
  }

  private static String key(UserId user) {
    return "last_seen:" + user.value();
  }

  private static List<String> keys(List<UserId> users) {
    return users.stream().map(RedisPresence::key).toList();
  }

  @Override
  public Map<UserId, State> of(Collection<UserId> users) {
    var located = directory.locate(users);
    var states = new HashMap<UserId, State>();
    var asked = List.copyOf(users);
    for (int from = 0; from < asked.size(); from += batchMax) {
      var part = asked.subList(from, Math.min(from + batchMax, asked.size()));
      var times =
          redis.call(Operation.LAST_SEEN, client -> client.mget(keys(part).toArray(String[]::new)));
      for (int i = 0; i < part.size(); i++) {
        var time = times.get(i);
        states.put(
            part.get(i),
            new State(located.containsKey(part.get(i)), time == null ? null : Long.valueOf(time)));
      }
    }
    return states;
  }

  @Override
  public void seen(Collection<UserId> users, long epochMillis) {
    var all = List.copyOf(users);
    var arguments = List.of(Long.toString(epochMillis), kept);
    for (int from = 0; from < all.size(); from += batchMax) {
      var part = all.subList(from, Math.min(from + batchMax, all.size()));
      var _ = redis.call(Operation.SEEN, client -> SEEN.run(client, keys(part), arguments));
    }
  }

  @Override
  public void announceChange(UserId user) {
    news.send(user);
  }

  @Override
  public void onChange(Consumer<UserId> listener) {
    news.onReceive(listener);
  }
}
