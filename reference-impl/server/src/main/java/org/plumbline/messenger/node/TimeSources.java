package org.plumbline.messenger.node;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The one place where the clock of the machine enters, so that tests can pass in their own. */
@Factory
final class TimeSources {

  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }
}
