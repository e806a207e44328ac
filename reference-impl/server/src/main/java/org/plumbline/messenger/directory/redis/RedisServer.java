package org.plumbline.messenger.directory.redis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.plumbline.messenger.directory.DirectoryUnavailable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * The one way to Redis of directory and presence: bounded in time and connections, measured, and
 * with one kind of error. It connects when it is first used and again by itself, so a node starts
 * and stays up without Redis.
 */
@Singleton
@Requires(property = "messenger.servers", value = "real")
public final class RedisServer implements AutoCloseable {
  private final RedisConfig config;
  private final RedisClient client;
  private final Breaker breaker;
  private final LongSupplier nanoTime;
  private final Map<Operation, Timer> timers = new EnumMap<>(Operation.class);
  private final Counter failures;

  @Inject
  public RedisServer(RedisConfig config, MeterRegistry meters) {
    this(config, meters, System::nanoTime);
  }

  RedisServer(RedisConfig config, MeterRegistry meters, LongSupplier nanoTime) {
    this.config = config;
    this.nanoTime = nanoTime;
    this.breaker = new Breaker(config.breakerFailuresMax(), config.breakerOpen(), nanoTime);
    this.client = client(config);
    for (var operation : Operation.values()) {
      timers.put(
          operation,
          Timer.builder("messenger.directory")
              .tag("operation", operation.name().toLowerCase(Locale.ROOT))
              .serviceLevelObjectives(
                  Duration.ofNanos(500_000),
                  Duration.ofMillis(1),
                  Duration.ofMillis(2),
                  Duration.ofMillis(5),
                  Duration.ofMillis(10),
                  Duration.ofMillis(25),
                  Duration.ofMillis(50),
                  Duration.ofMillis(100),
                  Duration.ofMillis(250),
                  Duration.ofSeconds(1))
              .register(meters));
    }
    this.failures = meters.counter("messenger.directory.failures");
    Gauge.builder("messenger.directory.breaker.open", breaker, each -> each.isOpen() ? 1 : 0)
        .description("1 while calls fail at once, since Redis did not answer lately")
        .register(meters);
  }

  /** What is asked of Redis; the metric has one series for each. */
  public enum Operation {
    REGISTER,
    UNREGISTER,
    RESTORE,
    LOCATE,
    NEWS,
    ANNOUNCE,
    WITHDRAW,
    NODES,
    RESYNC,
    ID_MARK,
    LAST_SEEN,
    SEEN,
    PUBLISH,
    USAGE,
    TICKET,
    CODE,
    QR_LOGIN,
    RECENTS_READ,
    RECENTS_WRITE
  }

  /**
   * Makes one call, or none while the breaker is open.
   *
   * @throws DirectoryUnavailable when there was no answer in time, or Redis refused
   */
  public <T> T call(Operation operation, Function<RedisClient, T> call) {
    if (!breaker.admits()) {
      failures.increment();
      throw new DirectoryUnavailable(
          "Redis at " + config.address() + " did not answer lately; not asked again yet.");
    }
    var started = nanoTime.getAsLong();
    try {
      var answer = call.apply(client);
      breaker.succeeded();
      return answer;
    } catch (JedisException e) {
      breaker.failed();
      failures.increment();
      if (e instanceof JedisConnectionException) {
        // The others of the pool are most likely as dead, and each would cost a failed call.
        client.getPool().clear();
      }
      throw new DirectoryUnavailable(
          "Redis at %s failed at %s: %s".formatted(config.address(), operation, e.getMessage()), e);
    } finally {
      took(operation, started);
    }
  }

  private void took(Operation operation, long startedNanos) {
    var timer = timers.get(operation);
    if (timer != null) {
      timer.record(nanoTime.getAsLong() - startedNanos, TimeUnit.NANOSECONDS);
    }
  }

  /** Begins a round trip on a connection of {@link #openForNews}; to be run at its end. */
  Runnable measured(Operation operation) {
    var started = nanoTime.getAsLong();
    return () -> took(operation, started);
  }

  /**
   * A connection of its own, for a subscription. Reads wait at most the silence given, so that a
   * server which vanished without a word is noticed.
   */
  Connection openForNews(Duration silenceMax) {
    return new Connection(
        JedisURIHelper.getHostAndPort(config.uri()), settings(config, silenceMax));
  }

  private static RedisClient client(RedisConfig config) {
    var pool = new ConnectionPoolConfig();
    pool.setMaxTotal(config.connectionsMax());
    pool.setMaxIdle(config.connectionsMax());
    pool.setMaxWait(config.connectionWait());
    pool.setJmxEnabled(false);
    return RedisClient.builder()
        .clientConfig(settings(config, config.readTimeout()))
        .hostAndPort(JedisURIHelper.getHostAndPort(config.uri()))
        .poolConfig(pool)
        .build();
  }

  // RESP2: nothing here needs a push from the server outside of a subscription, and proxies and
  // older servers know it.
  private static JedisClientConfig settings(RedisConfig config, Duration readTimeout) {
    var read = Math.toIntExact(readTimeout.toMillis());
    var uri = config.uri();
    var settings =
        DefaultJedisClientConfig.builder()
            .resp2()
            .autoNegotiateProtocol(false)
            .user(JedisURIHelper.getUser(uri))
            .password(JedisURIHelper.getPassword(uri))
            .database(JedisURIHelper.getDBIndex(uri))
            .connectionTimeoutMillis(Math.toIntExact(config.connectTimeout().toMillis()))
            .socketTimeoutMillis(read)
            .blockingSocketTimeoutMillis(read)
            .clientName("plumbline");
    if (JedisURIHelper.isRedisSSLScheme(uri)) {
      settings.sslOptions(SslOptions.defaults());
    }
    return settings.build();
  }

  @Override
  @PreDestroy
  public void close() {
    client.close();
  }
}
