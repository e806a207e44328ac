package org.plumbline.messenger.gateway;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * When a session is recorded in the directory; read at the start, so that a wrong name is refused.
 *
 * @param registration sync or async: which {@link Registrar} there is
 */
@Context
@ConfigurationProperties("messenger.session")
record RegistrationConfig(@Bindable(defaultValue = "sync") String registration) {

  /** The setting that names the {@link Registrar}. */
  static final String REGISTRATION = "messenger.session.registration";

  RegistrationConfig {
    if (!registration.equals("sync") && !registration.equals("async")) {
      throw new IllegalArgumentException(
          REGISTRATION + ": " + registration + " (expected: sync or async)");
    }
  }
}
