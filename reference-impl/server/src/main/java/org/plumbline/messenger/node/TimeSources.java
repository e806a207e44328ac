package org.plumbline.messenger.node;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The one place where the clock of the machine enters, so that tests can pass in their own. */
@Factory
final class TimeSources {

  /** Primary, since the framework brings a clock of its own. */
  @Singleton
  @Primary
  @Requires(property = FaultConfig.ENABLED, notEquals = "true")
  InstantSource clock() {
    return InstantSource.system();
  }

  /** In its place where drills may set it off. */
  @Singleton
  @Primary
  @Requires(property = FaultConfig.ENABLED, value = "true")
  SkewedClock skewedClock() {
    return new SkewedClock(InstantSource.system());
  }
}
