package org.plumbline.messenger.directory.redis;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.plumbline.messenger.directory.ResyncList;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.directory.redis.RedisServer.Operation;
import org.plumbline.messenger.node.NodeConfig;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;
import redis.clients.jedis.resps.Tuple;

/** Who must sync, in Redis: {@code resync:<node>}. */
@Singleton
@Requires(property = "messenger.servers", value = "real")
public final class RedisResyncList implements ResyncList {

  private static final String KEY = "resync:";
  private static final String EVERYBODY = "*";
  private static final Script RESYNC = Script.of(RedisResyncList.class, "resync.lua");

  private final RedisServer redis;
  private final String own;

  public RedisResyncList(RedisServer redis, NodeConfig node) {
    this.redis = redis;
    this.own = KEY + node.id();
  }

  @Override
  public void add(String node, Collection<SessionDirectory.Session> sessions) {
    List<String> arguments = new ArrayList<>(sessions.size() + 2);
    arguments.add(Integer.toString(SESSIONS_MAX));
    arguments.add(Long.toString(KEPT_MILLIS));
    sessions.stream().limit(SESSIONS_MAX + 1L).map(RedisResyncList::member).forEach(arguments::add);
    var _ =
        redis.call(Operation.RESYNC, client -> RESYNC.run(client, List.of(KEY + node), arguments));
  }

  @Override
  public Noted noted() {
    List<Tuple> members =
        redis.call(Operation.RESYNC, client -> client.zrangeWithScores(own, 0, -1));
    List<SessionDirectory.Session> sessions = new ArrayList<>(members.size());
    boolean everybody = false;
    double upTo = 0;
    for (Tuple member : members) {
      upTo = Math.max(upTo, member.getScore());
      if (member.getElement().equals(EVERYBODY)) {
        everybody = true;
      } else {
        sessions.add(session(member.getElement()));
      }
    }
    return new Noted(sessions, everybody, (long) upTo);
  }

  @Override
  public void told(Noted noted) {
    var _ =
        redis.call(
            Operation.RESYNC, client -> client.zremrangeByScore(own, 0, (double) noted.upTo()));
  }

  /** The length tells where the user ends, whatever his name is made of. */
  private static String member(SessionDirectory.Session session) {
    String user = session.user().value();
    return String.format(
        Locale.ROOT, "%d|%d|%s%s", session.epoch(), user.length(), user, session.device().value());
  }

  private static SessionDirectory.Session session(String member) {
    String[] parts = member.split("\\|", 3);
    int length = Integer.parseInt(parts[1]);
    return new SessionDirectory.Session(
        new UserId(parts[2].substring(0, length)),
        new DeviceId(parts[2].substring(length)),
        Long.parseLong(parts[0]));
  }
}
