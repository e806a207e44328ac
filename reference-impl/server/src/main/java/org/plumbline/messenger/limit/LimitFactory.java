package org.plumbline.messenger.limit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Where the limits get their clock. */
@Factory
final class LimitFactory {

  @Singleton
  RateLimits limits(LimitConfig config, MeterRegistry meters) {
    return new RateLimits(config, meters, System::nanoTime);
  }
}
