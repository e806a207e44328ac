package org.plumbline.messenger.directory.redis;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/**
 * Ready means: this node can take new sessions. Without Redis a session cannot be recorded, so the
 * node is not ready and a load balancer sends new sockets elsewhere. It stays alive: the sockets it
 * has go on, and a restart would end them for nothing. It reads what the registry's thread found
 * last and asks Redis nothing, so that a health check can never hang.
 */
@Singleton
@Readiness
@Requires(property = "messenger.servers", value = "real")
final class RedisHealth implements HealthIndicator {
  private final RedisNodeRegistry nodes;
  private final RedisConfig config;

  RedisHealth(RedisNodeRegistry nodes, RedisConfig config) {
    this.nodes = nodes;
    this.config = config;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Publishers.just(result());
  }

  HealthResult result() {
    return HealthResult.builder("redis", nodes.isReachable() ? HealthStatus.UP : HealthStatus.DOWN)
        .details(Map.of("address", config.address(), "nodes", nodes.live().size()))
        .build();
  }
}
