package org.plumbline.messenger.presence.redis;

import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import org.plumbline.messenger.directory.redis.RedisServer;
import org.plumbline.messenger.directory.redis.RedisServer.Operation;
import org.plumbline.messenger.presence.PresenceConfig;
import org.plumbline.protocol.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Carries the news of changes between the nodes. Sending never blocks: a full queue drops the news,
 * and so does a Redis that is away, because the sweep of {@link
 * org.plumbline.messenger.presence.PresenceWatch} finds the change all the same. The subscription
 * comes back by itself, with a randomised wait that grows while Redis is away.
 */
@Singleton
@Requires(property = "messenger.servers", value = "real")
public final class PresenceNews implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PresenceNews.class);
  private static final String CHANNEL = "presence_changes";
  private static final int USERS_PER_MESSAGE_MAX = 256;
  private static final Duration PING_INTERVAL = Duration.ofSeconds(2);
  private static final Duration SILENCE_MAX = Duration.ofSeconds(6);
  private static final long RECONNECT_MILLIS_MIN = 100;
  private static final long RECONNECT_MILLIS_MAX = 3_000;

  private final RedisServer redis;
  private final RandomGenerator random;
  private final LongSupplier nanoTime;
  private final BlockingQueue<UserId> waiting;
  private final List<Consumer<UserId>> listeners = new CopyOnWriteArrayList<>();
  private final Subscription subscription = new Subscription();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread sender =
      Thread.ofPlatform().daemon().name("presence-news-out").unstarted(this::sendAll);
  private final Thread receiver =
      Thread.ofPlatform().daemon().name("presence-news-in").unstarted(this::receiveAll);

  @Inject
  public PresenceNews(RedisServer redis, PresenceConfig config) {
    this(redis, config, RandomGenerator.getDefault(), System::nanoTime);
  }

  PresenceNews(
      RedisServer redis, PresenceConfig config, RandomGenerator random, LongSupplier nanoTime) {
    this.redis = redis;
    this.random = random;
    this.nanoTime = nanoTime;
    this.waiting = new LinkedBlockingQueue<>(config.newsMax());
  }

  @PostConstruct
  void start() {
    sender.start();
    receiver.start();
  }

  void send(UserId user) {
    var _ = waiting.offer(user);
  }

  void onReceive(Consumer<UserId> listener) {
    listeners.add(listener);
  }

  boolean isSubscribed() {
    return subscription.stood;
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
        var first = waiting.poll(PING_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        subscription.pingWhenDue();
        if (first != null) {
          batch.add(first);
          waiting.drainTo(batch, USERS_PER_MESSAGE_MAX - 1);
          publish(batch);
          batch.clear();
        }
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

  private void receiveAll() {
    var waitMillis = RECONNECT_MILLIS_MIN;
    while (!isClosing()) {
      try (var connection = redis.openForNews(SILENCE_MAX)) {
        connection.subscribe(subscription, CHANNEL);
      } catch (JedisException e) {
        LOG.debug("The subscription to news of presence ended.", e);
      } catch (RuntimeException e) {
        LOG.error("The subscription to news of presence failed.", e);
      }
      waitMillis =
          subscription.ended()
              ? RECONNECT_MILLIS_MIN
              : Math.min(waitMillis * 2, RECONNECT_MILLIS_MAX);
      try {
        if (closing.await(random.nextLong(waitMillis / 2, waitMillis), TimeUnit.MILLISECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        return;
      }
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
    subscription.end();
    receiver.interrupt();
  }

  /** The subscription of the receiver's thread, which the sender's thread keeps alive. */
  private final class Subscription extends JedisPubSub {
    private volatile boolean stood;
    private long lastPingNanos;

    /** Notes the end, and says whether the subscription had stood. */
    boolean ended() {
      var had = stood;
      stood = false;
      return had;
    }

    @Override
    public void onSubscribe(String channel, int subscribedChannels) {
      stood = true;
    }

    @Override
    public void onMessage(String channel, String message) {
      receive(message);
    }

    // Without it a subscription with little news could not be told from one whose server is gone.
    void pingWhenDue() {
      var now = nanoTime.getAsLong();
      if (!stood || now - lastPingNanos < PING_INTERVAL.toNanos()) {
        return;
      }
      lastPingNanos = now;
      try {
        ping();
      } catch (JedisException e) {
        LOG.debug("The subscription to news of presence cannot be pinged.", e);
      }
    }

    void end() {
      try {
        if (stood) {
          unsubscribe();
        }
      } catch (JedisException e) {
        LOG.debug("The subscription to news of presence had ended.", e);
      }
    }
  }
}
