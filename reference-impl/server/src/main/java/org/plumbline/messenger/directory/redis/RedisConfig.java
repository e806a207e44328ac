package org.plumbline.messenger.directory.redis;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;

/**
 * How Redis is reached. A caller waits at most {@code connectionWait + 2 (connectTimeout +
 * readTimeout)}, 3 s with the defaults: the second time is that of the pool, which replaces a
 * broken connection when others wait for one. While the breaker is open no caller waits at all.
 *
 * @param uri redis://[user:password@]host:port[/database], or rediss:// for TLS
 * @param connectTimeout until a connection stands
 * @param readTimeout until an answer is there
 * @param connectionsMax most connections of this node, the one for news not counted
 * @param connectionWait how long a caller waits for a free connection
 * @param pipelineMax most commands that are sent before the first answer is read
 * @param breakerFailuresMax so many failures in a row open the breaker
 * @param breakerOpen how long calls then fail at once, before one is let through as a trial
 * @param nodesRefresh how often the view of the nodes that live is renewed
 */
@ConfigurationProperties("messenger.redis")
public record RedisConfig(
    @Bindable(defaultValue = "redis://127.0.0.1:6379") URI uri,
    @Bindable(defaultValue = "500ms") Duration connectTimeout,
    @Bindable(defaultValue = "750ms") Duration readTimeout,
    @Bindable(defaultValue = "16") int connectionsMax,
    @Bindable(defaultValue = "500ms") Duration connectionWait,
    @Bindable(defaultValue = "1024") int pipelineMax,
    @Bindable(defaultValue = "5") int breakerFailuresMax,
    @Bindable(defaultValue = "500ms") Duration breakerOpen,
    @Bindable(defaultValue = "1s") Duration nodesRefresh) {

  public RedisConfig {
    if (uri.getHost() == null
        || uri.getPort() < 0
        || !("redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme()))) {
      // The address may carry a password, which must not reach a log.
      throw new IllegalArgumentException(
          "messenger.redis.uri: scheme %s, host %s, port %d (expected: redis://host:port)"
              .formatted(uri.getScheme(), uri.getHost(), uri.getPort()));
    }
    requirePositive("connect-timeout", connectTimeout);
    requirePositive("read-timeout", readTimeout);
    requirePositive("connections-max", connectionsMax);
    requirePositive("connection-wait", connectionWait);
    requirePositive("pipeline-max", pipelineMax);
    requirePositive("breaker-failures-max", breakerFailuresMax);
    requirePositive("breaker-open", breakerOpen);
    requirePositive("nodes-refresh", nodesRefresh);
  }

  /** The address without credentials, for logs. */
  String address() {
    return uri.getHost() + ":" + uri.getPort();
  }

  private static void requirePositive(String field, Duration value) {
    if (value.toMillis() <= 0) {
      throw new IllegalArgumentException(
          "messenger.redis." + field + ": " + value + " (expected: >= 1 ms)");
    }
  }

  private static void requirePositive(String field, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(
          "messenger.redis." + field + ": " + value + " (expected: > 0)");
    }
  }
}
