package org.plumbline.messenger.directory.redis;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.directory.redis.RedisServer.Operation;
import org.plumbline.messenger.node.NodeConfig;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;

/** Who is where, as Redis knows it. The keys are listed in the package's description. */
@Singleton
@Requires(property = "messenger.servers", value = "real")
public final class RedisSessionDirectory implements SessionDirectory {
  private static final String USER_KEY = "user_server_connection:";
  private static final String KEPT = Long.toString(ENTRY_KEPT_MILLIS);

  private static final Script REGISTER = Script.of(RedisSessionDirectory.class, "register.lua");
  private static final Script UNREGISTER = Script.of(RedisSessionDirectory.class, "unregister.lua");
  private static final Script RESTORE = Script.of(RedisSessionDirectory.class, "restore.lua");

  private final RedisServer redis;
  private final RedisNodeRegistry nodes;
  private final String node;
  private final int pipelineMax;

  public RedisSessionDirectory(
      RedisServer redis, RedisNodeRegistry nodes, NodeConfig node, RedisConfig config) {
    this.redis = redis;
    this.nodes = nodes;
    this.node = node.id();
    this.pipelineMax = config.pipelineMax();
  }

  private static String key(UserId user) {
    return USER_KEY + user.value();
  }

  @Override
  public Registration register(UserId user, DeviceId device) {
    var incarnation = Long.toString(nodes.incarnation());
    var answer =
        (List<?>)
            redis.call(
                Operation.REGISTER,
                client ->
                    REGISTER.run(
                        client,
                        List.of(key(user)),
                        List.of(
                            device.value(),
                            node,
                            incarnation,
                            KEPT,
                            RedisNodeRegistry.keyPrefix())));
    var replaced =
        Optional.ofNullable(answer.get(1)).map(entry -> Entry.parse((String) entry).at(device));
    return new Registration(Long.parseLong((String) answer.get(0)), replaced);
  }

  @Override
  public void unregister(UserId user, DeviceId device, long epoch) {
    var _ =
        redis.call(
            Operation.UNREGISTER,
            client ->
                UNREGISTER.run(
                    client, List.of(key(user)), List.of(device.value(), Long.toString(epoch))));
  }

  @Override
  public List<Session> restore(List<Session> sessions) {
    var incarnation = Long.toString(nodes.incarnation());
    var replaced = new ArrayList<Session>();
    for (int from = 0; from < sessions.size(); from += pipelineMax) {
      var part = sessions.subList(from, Math.min(from + pipelineMax, sessions.size()));
      replaced.addAll(
          redis.call(Operation.RESTORE, client -> restorePart(client, part, incarnation)));
    }
    return replaced;
  }

  private List<Session> restorePart(
      RedisClient client, List<Session> sessions, String incarnation) {
    var answers = new LinkedHashMap<Session, Response<Object>>();
    try (var pipeline = client.pipelined()) {
      for (var session : sessions) {
        var keys = List.of(key(session.user()));
        var arguments =
            List.of(
                session.device().value(), node, incarnation, Long.toString(session.epoch()), KEPT);
        // The first carries the text: a server that lost everything has lost its scripts too.
        answers.put(
            session,
            answers.isEmpty()
                ? pipeline.eval(RESTORE.text(), keys, arguments)
                : pipeline.evalsha(RESTORE.digest(), keys, arguments));
      }
      pipeline.sync();
    }
    var replaced = new ArrayList<Session>();
    answers.forEach(
        (session, answer) -> {
          if (Long.valueOf(1).equals(answer.get())) {
            replaced.add(session);
          }
        });
    return replaced;
  }

  @Override
  public Map<UserId, List<Location>> locate(Collection<UserId> users) {
    var entries = new HashMap<UserId, Map<String, Entry>>();
    var asked = List.copyOf(users);
    for (int from = 0; from < asked.size(); from += pipelineMax) {
      var part = asked.subList(from, Math.min(from + pipelineMax, asked.size()));
      entries.putAll(redis.call(Operation.LOCATE, client -> read(client, part)));
    }
    nodes.refreshFor(
        entries.values().stream().flatMap(devices -> devices.values().stream()).toList());
    return counting(entries);
  }

  private static Map<UserId, Map<String, Entry>> read(RedisClient client, List<UserId> users) {
    var answers = new LinkedHashMap<UserId, Response<Map<String, String>>>();
    try (var pipeline = client.pipelined()) {
      for (var user : users) {
        answers.put(user, pipeline.hgetAll(key(user)));
      }
      pipeline.sync();
    }
    var entries = new HashMap<UserId, Map<String, Entry>>();
    answers.forEach(
        (user, answer) -> {
          var devices = new HashMap<String, Entry>();
          answer.get().forEach((device, entry) -> devices.put(device, Entry.parse(entry)));
          if (!devices.isEmpty()) {
            entries.put(user, devices);
          }
        });
    return entries;
  }

  private Map<UserId, List<Location>> counting(Map<UserId, Map<String, Entry>> entries) {
    var located = new HashMap<UserId, List<Location>>();
    entries.forEach(
        (user, devices) -> {
          var locations = new ArrayList<Location>();
          devices.forEach(
              (device, entry) -> {
                if (nodes.counts(entry)) {
                  locations.add(entry.at(new DeviceId(device)));
                }
              });
          if (!locations.isEmpty()) {
            located.put(user, List.copyOf(locations));
          }
        });
    return located;
  }
}
