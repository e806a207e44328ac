package org.plumbline.messenger.recents.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import org.plumbline.messenger.directory.redis.RedisServer;
import org.plumbline.messenger.directory.redis.RedisServer.Operation;
import org.plumbline.messenger.directory.redis.Script;
import org.plumbline.messenger.node.NodeConfig;
import org.plumbline.messenger.recents.Recents;
import org.plumbline.messenger.recents.RecentsConfig;
import org.plumbline.messenger.recents.RecentsUnavailable;
import org.plumbline.protocol.FrameCodec;
import org.plumbline.protocol.MalformedFrame;
import org.plumbline.protocol.Message;
import org.plumbline.protocol.ServerFrame;
import org.plumbline.protocol.ThreadId;
import org.plumbline.protocol.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;

/** Recent messages in Redis; the package's comment lists the keys and says why none is stale. */
@Singleton
@Requires(property = "messenger.servers", value = "real")
public final class RedisRecents implements Recents {
  private static final Logger LOG = LoggerFactory.getLogger(RedisRecents.class);
  private static final Script RECORD = Script.of(RedisRecents.class, "record.lua");
  private static final Script NEWEST = Script.of(RedisRecents.class, "newest.lua");
  private static final Script LEASE = Script.of(RedisRecents.class, "lease.lua");

  private final RedisServer redis;
  private final RecentsConfig config;
  private final String node;
  private final InstantSource clock;
  private final ScheduledExecutorService schedule =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("recents-lease").daemon(true).factory());
  private final ReentrantLock leasing = new ReentrantLock();
  private long epochs;
  private volatile String epoch;

  public RedisRecents(
      RedisServer redis, RecentsConfig config, NodeConfig node, InstantSource clock) {
    this.redis = redis;
    this.config = config;
    this.node = node.id();
    this.clock = clock;
    this.epoch = nextEpoch();
  }

  // The time tells one life of the node from the next, the count one epoch of a life from another.
  private synchronized String nextEpoch() {
    return clock.millis() + "-" + ++epochs;
  }

  @PostConstruct
  void start() {
    long every = config.lease().toMillis() / 4;
    var _ = schedule.scheduleWithFixedDelay(this::renew, 0, every, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    schedule.shutdownNow();
  }

  private static String list(ThreadId thread) {
    return "recents:thread:" + thread.value();
  }

  private static String head(ThreadId thread) {
    return "recents:head:" + thread.value();
  }

  private static String last(UserId user) {
    return "recents:user:" + user.value();
  }

  private String writer() {
    return "recents:writer:" + node;
  }

  private void renew() {
    try {
      lease();
    } catch (RecentsUnavailable e) {
      LOG.debug("the lease runs out: {}", e.getMessage());
    } catch (RuntimeException e) {
      // A scheduled task that throws is never run again.
      LOG.error("the lease could not be renewed", e);
    }
  }

  /**
   * Renews the lease; one that ran out begins with a new epoch, never with the old one. One call at
   * a time: of two that begin anew at once, Redis would keep the second's epoch and this node the
   * first's, and the next record would be lost.
   */
  void lease() {
    leasing.lock();
    try {
      leaseAlone();
    } finally {
      leasing.unlock();
    }
  }

  private void leaseAlone() {
    String mine = epoch;
    String fresh = nextEpoch();
    Object held =
        call(
            Operation.RECENTS_WRITE,
            client ->
                LEASE.run(
                    client,
                    List.of(writer()),
                    List.of(mine, fresh, Long.toString(config.lease().toMillis()))));
    adopt(mine, (String) held);
  }

  private synchronized void adopt(String asked, String held) {
    // Whoever distrusted meanwhile has asked for yet another one.
    if (epoch.equals(asked)) {
      epoch = held;
    }
  }

  @Override
  public String trust() {
    return epoch;
  }

  @Override
  public void distrust() {
    epoch = nextEpoch();
    if (!schedule.isShutdown()) {
      schedule.execute(this::renew);
    }
  }

  @Override
  public void record(String trust, List<Addition> additions) {
    Map<ThreadId, List<Addition>> byThread = new LinkedHashMap<>();
    additions.forEach(
        each ->
            byThread.computeIfAbsent(each.message().thread(), _ -> new ArrayList<>()).add(each));
    Map<UserId, Map<String, Double>> touched = new LinkedHashMap<>();
    for (Addition each : additions) {
      for (UserId user : each.users()) {
        touched
            .computeIfAbsent(user, _ -> new LinkedHashMap<>())
            .put(each.message().thread().value(), (double) each.message().sentAtMillis());
      }
    }
    long kept = config.kept().toSeconds();
    write(
        trust,
        client -> {
          try (var pipeline = client.pipelined()) {
            var answers = new ArrayList<Response<Object>>();
            byThread.forEach(
                (thread, ofThread) -> {
                  var messages = ofThread.stream().map(Addition::message).toList();
                  // The first carries the text: the server may not know it, or no longer.
                  answers.add(
                      answers.isEmpty()
                          ? pipeline.eval(
                              RECORD.text(), keys(thread), arguments("append", trust, messages))
                          : pipeline.evalsha(
                              RECORD.digest(), keys(thread), arguments("append", trust, messages)));
                });
            touched.forEach(
                (user, threads) -> {
                  pipeline.zadd(last(user), threads);
                  pipeline.zremrangeByRank(last(user), 0, -THREADS_MAX - 1L);
                  pipeline.expire(last(user), kept);
                });
            pipeline.sync();
            return answers.stream().allMatch(answer -> Long.valueOf(1).equals(answer.get()));
          }
        });
  }

  @Override
  public void replace(String trust, ThreadId thread, List<Message> newest) {
    write(
        trust,
        client ->
            Long.valueOf(1)
                .equals(RECORD.run(client, keys(thread), arguments("replace", trust, newest))));
  }

  private void write(String trust, Function<RedisClient, Boolean> call) {
    try {
      if (!call(Operation.RECENTS_WRITE, call) && trust.equals(epoch)) {
        // The lease had run out, or a new epoch is not known to Redis yet.
        distrust();
        lease();
      }
    } catch (RecentsUnavailable e) {
      distrust();
      throw e;
    }
  }

  private List<String> keys(ThreadId thread) {
    return List.of(list(thread), head(thread), writer());
  }

  private List<String> arguments(String mode, String trust, List<Message> messages) {
    List<String> arguments = new ArrayList<>();
    arguments.add(mode);
    arguments.add(node);
    arguments.add(trust);
    arguments.add(Long.toString(config.kept().toMillis()));
    arguments.add(Integer.toString(MESSAGES_MAX));
    for (Message message : messages) {
      arguments.add(Long.toString(message.seq()));
      arguments.add(Long.toString(message.prev()));
      arguments.add(new String(FrameCodec.encode(new ServerFrame.Receive(message)), UTF_8));
    }
    return arguments;
  }

  @Override
  public Optional<List<Message>> newest(ThreadId thread) {
    return Optional.ofNullable(read(List.of(thread), "").get(thread));
  }

  @Override
  public Map<ThreadId, List<Message>> of(UserId user) {
    return read(List.of(), last(user));
  }

  private Map<ThreadId, List<Message>> read(List<ThreadId> threads, String ofUser) {
    List<String> arguments = new ArrayList<>();
    arguments.add(ofUser);
    arguments.add(Integer.toString(THREADS_MAX));
    threads.forEach(thread -> arguments.add(thread.value()));
    var answer =
        (List<?>)
            call(
                Operation.RECENTS_READ,
                client -> NEWEST.run(client, List.of("recents:"), arguments));
    Map<ThreadId, List<Message>> found = new LinkedHashMap<>();
    for (int i = 0; i + 1 < answer.size(); i += 2) {
      List<Message> messages = new ArrayList<>();
      for (Object frame : (List<?>) answer.get(i + 1)) {
        messages.add(message((String) frame));
      }
      if (!messages.isEmpty()) {
        found.put(new ThreadId((String) answer.get(i)), messages);
      }
    }
    return found;
  }

  private static Message message(String frame) {
    try {
      if (FrameCodec.decodeServer(frame.getBytes(UTF_8)) instanceof ServerFrame.Receive receive) {
        return receive.message();
      }
    } catch (MalformedFrame e) {
      throw new RecentsUnavailable("an entry cannot be read: " + e.getMessage(), e);
    }
    throw new RecentsUnavailable("an entry is no message", new IllegalStateException(frame));
  }

  private <T> T call(Operation operation, Function<RedisClient, T> call) {
    try {
      return redis.call(operation, call);
    } catch (DirectoryUnavailable e) {
      throw new RecentsUnavailable("recent messages cannot be reached now", e);
    }
  }
}
