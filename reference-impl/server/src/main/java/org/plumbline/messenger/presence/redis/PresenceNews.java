package org.plumbline.messenger.presence.redis;

import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import org.plumbline.messenger.directory.redis.RedisServer;
import org.plumbline.messenger.directory.redis.RedisServer.Operation;
import org.plumbline.messenger.directory.redis.RedisSubscription;
import org.plumbline.messenger.presence.PresenceConfig;
import org.plumbline.protocol.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the news of changes between the nodes. Sending never blocks: a full queue drops the news,
 * and so does a Redis that is away, because the sweep of {@link
 * org.plumbline.messenger.presence.PresenceWatch} finds the change all the same.
 */
@Singleton
@Requires(property = "messenger.servers", value = "real")
public final class PresenceNews implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PresenceNews.class);
  private static final String CHANNEL = "presence_changes";
  private static final int USERS_PER_MESSAGE_MAX = 256;

  private final RedisServer redis;
  private final BlockingQueue<UserId> waiting;
  private final List<Consumer<UserId>> listeners = new CopyOnWriteArrayList<>();
  private final RedisSubscription subscription;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread sender =
      Thread.ofPlatform().daemon().name("presence-news-out").unstarted(this::sendAll);

  public PresenceNews(RedisServer redis, PresenceConfig config) {
    this.redis = redis;
    this.waiting = new LinkedBlockingQueue<>(config.newsMax());
    this.subscription =
        new RedisSubscription(
            redis,
            "presence-news",
            CHANNEL,
            connection -> {},
            new Received(),
            RandomGenerator.getDefault());
  }

  @PostConstruct
  void start() {
    sender.start();
    subscription.start();
  }

  void send(UserId user) {
    var _ = waiting.offer(user);
  }

  void onReceive(Consumer<UserId> listener) {
    listeners.add(listener);
  }

  boolean isSubscribed() {
    return subscription.stands();
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  // What gathered while the last message was under way goes out in one: batches grow with the load
  // and no timer delays a single change.
  private void sendAll() {
    var batch = new LinkedHashSet<UserId>();
    while (!isClosing()) {
      try {
        batch.add(waiting.take());
        waiting.drainTo(batch, USERS_PER_MESSAGE_MAX - 1);
        publish(batch);
        batch.clear();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.error("News of presence could not be sent.", e);
        batch.clear();
      }
    }
  }

  private void publish(Set<UserId> users) {
    var message = users.stream().map(UserId::value).collect(Collectors.joining(","));
    try {
      var _ = redis.call(Operation.PUBLISH, client -> client.publish(CHANNEL, message));
    } catch (DirectoryUnavailable e) {
      LOG.debug("News of {} users are left to the sweep.", users.size(), e);
    }
  }

  private void receive(String message) {
    for (var id : message.split(",", -1)) {
      try {
        var user = new UserId(id);
        listeners.forEach(listener -> listener.accept(user));
      } catch (RuntimeException e) {
        LOG.warn("News of presence could not be taken.", e);
      }
    }
  }

  @Override
  @PreDestroy
  public void close() {
    closing.countDown();
    sender.interrupt();
    subscription.close();
  }

  /** What the subscription brings. */
  private final class Received implements RedisSubscription.Listener {
    @Override
    public void began() {
      // What was missed meanwhile is found by the sweep.
    }

    @Override
    public void received(@Nullable String message) {
      if (message != null) {
        receive(message);
      }
    }

    @Override
    public void ended() {
      // As above.
    }
  }
}
