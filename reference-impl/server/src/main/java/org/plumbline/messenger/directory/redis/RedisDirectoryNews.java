package org.plumbline.messenger.directory.redis;

import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.directory.DirectoryNews;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import org.plumbline.messenger.directory.redis.RedisServer.Operation;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol;

/**
 * Redis' own invalidation messages (client-side caching, broadcasting mode): the server tells every
 * node of each key under the prefix that was written or has run out, so it keeps no table of who
 * read what. A cluster of many nodes pays a message to each for every session that begins or ends.
 */
@Singleton
@Requires(property = "messenger.servers", value = "real")
public final class RedisDirectoryNews implements DirectoryNews, AutoCloseable {
  private static final String CHANNEL = "__redis__:invalidate";
  private static final String FIRST = "1";
  private static final String SECOND = "2";

  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final RedisServer redis;
  private final RedisSubscription subscription;

  private record Waiting(CompletableFuture<@Nullable Void> caughtUp, Runnable measured) {}

  @Inject
  public RedisDirectoryNews(RedisServer redis) {
    this.redis = redis;
    this.subscription =
        new RedisSubscription(
            redis,
            "directory-news",
            CHANNEL,
            RedisDirectoryNews::askForNews,
            new Told(),
            RandomGenerator.getDefault());
  }

  @PostConstruct
  void start() {
    subscription.start();
  }

  // The connection is told of by itself: it subscribes to the channel next.
  private static void askForNews(Connection connection) {
    var number = connection.executeCommand(client("ID"));
    var _ =
        connection.executeCommand(
            client("TRACKING")
                .add("ON")
                .add("REDIRECT")
                .add(String.valueOf(number))
                .add("BCAST")
                .add("PREFIX")
                .add(UserEntries.PREFIX));
  }

  private static CommandArguments client(String subcommand) {
    return new CommandArguments(Protocol.Command.CLIENT).add(subcommand);
  }

  @Override
  public void hear(Listener listener) {
    listeners.add(listener);
    if (subscription.stands()) {
      listener.begun();
    }
  }

  /**
   * Two questions, one after another: Redis tells of changes at the end of each turn of its event
   * loop, so the answer to the first may stand in front of a change of the same turn.
   */
  @Override
  public CompletableFuture<@Nullable Void> caughtUp() {
    var caughtUp = new CompletableFuture<@Nullable Void>();
    var number = numbers.incrementAndGet();
    waiting.put(number, new Waiting(caughtUp, redis.measured(Operation.NEWS)));
    if (!subscription.ask(FIRST + number)) {
      failAll();
    }
    return caughtUp;
  }

  private void answered(String question) {
    var number = Long.parseLong(question.substring(1));
    var answered = waiting.remove(number);
    if (answered == null) {
      return;
    }
    answered.measured().run();
    if (question.startsWith(SECOND)) {
      answered.caughtUp().complete(null);
      return;
    }
    waiting.put(number, new Waiting(answered.caughtUp(), redis.measured(Operation.NEWS)));
    if (!subscription.ask(SECOND + number)) {
      failAll();
    }
  }

  private void failAll() {
    var failure = new DirectoryUnavailable("there is no news of the directory now");
    waiting
        .keySet()
        .forEach(
            number -> {
              var failed = waiting.remove(number);
              if (failed != null) {
                failed.caughtUp().completeExceptionally(failure);
              }
            });
  }

  @Override
  @PreDestroy
  public void close() {
    subscription.close();
  }

  private final class Told implements RedisSubscription.Listener {
    @Override
    public void began() {
      listeners.forEach(Listener::begun);
    }

    /** A key; null when the server has dropped all keys. */
    @Override
    public void received(@Nullable String key) {
      if (key == null) {
        listeners.forEach(Listener::interrupted);
        listeners.forEach(Listener::begun);
      } else {
        var user = UserEntries.userOf(key);
        listeners.forEach(listener -> listener.changed(user));
      }
    }

    @Override
    public void ended() {
      listeners.forEach(Listener::interrupted);
      failAll();
    }

    @Override
    public void answered(String question) {
      RedisDirectoryNews.this.answered(question);
    }
  }
}
