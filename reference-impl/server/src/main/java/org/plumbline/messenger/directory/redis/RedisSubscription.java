package org.plumbline.messenger.directory.redis;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A subscription to one channel on a connection of its own, which comes back by itself, with a
 * randomised wait that grows while Redis is away. A server that vanished without a word is noticed
 * by its silence: the subscription is pinged, and six seconds without an answer end it.
 */
public final class RedisSubscription implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisSubscription.class);
  private static final Duration PING_INTERVAL = Duration.ofSeconds(2);
  private static final Duration SILENCE_MAX = Duration.ofSeconds(6);
  private static final long RECONNECT_MILLIS_MIN = 100;
  private static final long RECONNECT_MILLIS_MAX = 3_000;

  private final RedisServer redis;
  private final String name;
  private final String channel;
  private final Consumer<Connection> before;
  private final Listener listener;
  private final RandomGenerator random;
  private final PubSub pubSub = new PubSub();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread receiver;
  private final Thread pinger;

  /** What becomes of the subscription; called by its threads, one at a time. */
  public interface Listener {

    /** It stands: what is published from now on is received. */
    void began();

    /** A message; null is what Redis sends in place of keys when it has dropped all of them. */
    void received(@Nullable String message);

    /** It stands no longer: what is published from now on is missed. */
    void ended();

    /** The answer to {@link RedisSubscription#ask}. */
    default void answered(String question) {}
  }

  /**
   * A subscription that is not yet begun.
   *
   * @param name of its threads
   * @param before what is asked on the connection before it subscribes
   */
  public RedisSubscription(
      RedisServer redis,
      String name,
      String channel,
      Consumer<Connection> before,
      Listener listener,
      RandomGenerator random) {
    this.redis = redis;
    this.name = name;
    this.channel = channel;
    this.before = before;
    this.listener = listener;
    this.random = random;
    this.receiver = Thread.ofPlatform().daemon().name(name + "-in").unstarted(this::receiveAll);
    this.pinger = Thread.ofVirtual().name(name + "-ping").unstarted(this::pingAll);
  }

  /** Begins, and begins again whenever it ended, until it is closed. */
  public void start() {
    receiver.start();
    pinger.start();
  }

  /** Whether it stands. */
  public boolean stands() {
    return pubSub.stood;
  }

  /**
   * Has Redis answer on this connection, behind all that it has sent on it before.
   *
   * @return false when it does not stand
   */
  boolean ask(String question) {
    return pubSub.ask(question);
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void receiveAll() {
    var waitMillis = RECONNECT_MILLIS_MIN;
    while (!isClosing()) {
      try (var connection = redis.openForNews(SILENCE_MAX)) {
        before.accept(connection);
        pubSub.proceed(connection, channel);
      } catch (JedisException e) {
        LOG.debug("{} ended.", name, e);
      } catch (RuntimeException e) {
        LOG.error("{} failed.", name, e);
      }
      waitMillis =
          pubSub.ended() ? RECONNECT_MILLIS_MIN : Math.min(waitMillis * 2, RECONNECT_MILLIS_MAX);
      try {
        if (closing.await(random.nextLong(waitMillis / 2, waitMillis), TimeUnit.MILLISECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  // Without it a subscription with little news could not be told from one whose server is gone.
  private void pingAll() {
    try {
      while (!closing.await(PING_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        var _ = pubSub.ask("");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    pubSub.end();
    receiver.interrupt();
  }

  private final class PubSub extends JedisPubSub {
    private volatile boolean stood;

    /** Notes the end, and says whether the subscription had stood. */
    boolean ended() {
      var had = stood;
      stood = false;
      if (had) {
        listener.ended();
      }
      return had;
    }

    @Override
    public void onSubscribe(String subscribed, int subscribedChannels) {
      stood = true;
      listener.began();
    }

    @Override
    public void onMessage(String from, @Nullable String message) {
      try {
        listener.received(message);
      } catch (RuntimeException e) {
        LOG.warn("{} brought what could not be taken.", name, e);
      }
    }

    @Override
    public void onPong(String question) {
      if (!question.isEmpty()) {
        listener.answered(question);
      }
    }

    // Asked by many threads, and one command must not stand in the middle of another.
    synchronized boolean ask(String question) {
      try {
        if (stood) {
          ping(question);
        }
        return stood;
      } catch (JedisException e) {
        LOG.debug("{} cannot be asked.", name, e);
        return false;
      }
    }

    void end() {
      try {
        if (stood) {
          unsubscribe();
        }
      } catch (JedisException e) {
        LOG.debug("{} had ended.", name, e);
      }
    }
  }
}
