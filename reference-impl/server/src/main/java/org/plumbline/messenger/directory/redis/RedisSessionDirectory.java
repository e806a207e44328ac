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
import java.util.concurrent.atomic.AtomicLong;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import org.plumbline.messenger.directory.SessionDirectory;
import org.plumbline.messenger.directory.redis.Leftovers.Device;
import org.plumbline.messenger.directory.redis.Leftovers.Epochs;
import org.plumbline.messenger.directory.redis.RedisServer.Operation;
import org.plumbline.messenger.node.NodeConfig;
import org.plumbline.protocol.DeviceId;
import org.plumbline.protocol.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;

/** Who is where, as Redis knows it. The keys are listed in the package's description. */
@Singleton
@Requires(property = "messenger.servers", value = "real")
public final class RedisSessionDirectory implements SessionDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(RedisSessionDirectory.class);
  private static final String KEPT = Long.toString(ENTRY_KEPT_MILLIS);

  /** More than the sockets of a node, which may all end while Redis is away. */
  private static final int LEFTOVERS_MAX = 200_000;

  /** So that the view of the nodes is not kept waiting for long. */
  private static final int LEFTOVERS_PER_TURN = 2_000;

  private static final Script REGISTER = Script.of(RedisSessionDirectory.class, "register.lua");
  private static final Script UNREGISTER = Script.of(RedisSessionDirectory.class, "unregister.lua");
  private static final Script RESTORE = Script.of(RedisSessionDirectory.class, "restore.lua");

  private final RedisServer redis;
  private final RedisNodeRegistry nodes;
  private final String node;
  private final int pipelineMax;
  private final AtomicLong highestEpoch = new AtomicLong();
  private final Leftovers leftovers = new Leftovers(LEFTOVERS_MAX);

  public RedisSessionDirectory(
      RedisServer redis, RedisNodeRegistry nodes, NodeConfig node, RedisConfig config) {
    this.redis = redis;
    this.nodes = nodes;
    this.node = node.id();
    this.pipelineMax = config.pipelineMax();
    nodes.onReachable(this::removeLeftovers);
  }

  @Override
  public Registration register(UserId user, DeviceId device) {
    var registering = new Device(user, device);
    var known = highestEpoch.get();
    var unwanted = leftovers.take(registering);
    try {
      var registration = record(user, device);
      highestEpoch.accumulateAndGet(registration.epoch(), Math::max);
      return registration;
    } catch (DirectoryUnavailable e) {
      // It may have been recorded, with an epoch above all that this node has been given. An older
      // session of the device may live on here, whose entry must stay.
      leave(registering, Epochs.above(known));
      if (unwanted != null) {
        leave(registering, unwanted);
      }
      throw e;
    }
  }

  private Registration record(UserId user, DeviceId device) {
    var incarnation = Long.toString(nodes.incarnation());
    var answer =
        (List<?>)
            redis.call(
                Operation.REGISTER,
                client ->
                    REGISTER.run(
                        client,
                        List.of(UserEntries.key(user)),
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
    try {
      remove(user, device, epoch);
    } catch (DirectoryUnavailable e) {
      leave(new Device(user, device), Epochs.only(epoch));
      throw e;
    }
  }

  private void remove(UserId user, DeviceId device, long epoch) {
    var _ =
        redis.call(
            Operation.UNREGISTER,
            client ->
                UNREGISTER.run(
                    client,
                    List.of(UserEntries.key(user)),
                    List.of(device.value(), Long.toString(epoch))));
  }

  private void leave(Device device, Epochs epochs) {
    if (!leftovers.add(device, epochs)) {
      LOG.warn("Too many entries wait to be removed; that of {} is left to time.", device);
    }
  }

  /** Called by the registry's thread whenever Redis answers. */
  private void removeLeftovers() {
    for (var leftover : leftovers.some(LEFTOVERS_PER_TURN)) {
      var device = leftover.getKey();
      var epochs = leftover.getValue();
      if (epochs.isOne()) {
        remove(device.user(), device.device(), epochs.from());
      } else {
        removeWithin(device, epochs);
      }
      leftovers.removed(device, epochs);
    }
  }

  // The entry is read before it is asked whether it is still unwanted. If it is that of a newer
  // registration, this one had begun before, and has taken the device off the list.
  private void removeWithin(Device device, Epochs epochs) {
    var value =
        redis.call(
            Operation.UNREGISTER,
            client -> client.hget(UserEntries.key(device.user()), device.device().value()));
    if (value == null || !leftovers.has(device, epochs)) {
      return;
    }
    var entry = Entry.parse(value);
    if (entry.node().equals(node)
        && entry.incarnation() == nodes.incarnation()
        && epochs.contains(entry.epoch())) {
      remove(device.user(), device.device(), entry.epoch());
    }
  }

  @Override
  public List<Session> restore(List<Session> sessions) {
    var incarnation = Long.toString(nodes.incarnation());
    sessions.forEach(session -> highestEpoch.accumulateAndGet(session.epoch(), Math::max));
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
        var keys = List.of(UserEntries.key(session.user()));
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
      entries.putAll(redis.call(Operation.LOCATE, client -> UserEntries.read(client, part)));
    }
    nodes.refreshFor(
        entries.values().stream().flatMap(devices -> devices.values().stream()).toList());
    return counting(entries);
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
