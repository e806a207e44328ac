package org.plumbline.messenger.node;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The one place where the clock of the machine enters, so that tests can pass in their own. */
@Factory
final class TimeSources {

  /** Primary, since the framework brings a clock of its own. */
  @Singleton
  @Primary
  InstantSource clock() {
    return InstantSource.system();
  }
}
