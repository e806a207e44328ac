package org.plumbline.messenger.gateway;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** Down for readiness, not for liveness, while the node drains: balancers look elsewhere. */
@Singleton
@Readiness
final class DrainHealth implements HealthIndicator {

  private final DrainState state;

  DrainHealth(DrainState state) {
    this.state = state;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    HealthStatus status = state.isDraining() ? HealthStatus.DOWN : HealthStatus.UP;
    return Publishers.just(HealthResult.builder("draining", status).build());
  }
}
