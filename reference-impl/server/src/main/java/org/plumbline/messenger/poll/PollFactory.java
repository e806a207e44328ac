package org.plumbline.messenger.poll;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import org.plumbline.messenger.gateway.DrainState;
import org.plumbline.messenger.gateway.GatewayMeters;
import org.plumbline.messenger.gateway.SessionLife;
import org.plumbline.messenger.identity.TrustedTime;
import org.plumbline.messenger.session.SessionConfig;
import org.plumbline.messenger.session.Sessions;

/** Hands chance in: a session's name must not be guessed. */
@Factory
final class PollFactory {

  @Singleton
  PollSessions pollSessions(
      PollConfig config,
      SessionConfig limits,
      Sessions sessions,
      SessionLife life,
      DrainState drain,
      GatewayMeters gatewayMeters,
      MeterRegistry meters,
      TrustedTime time) {
    return new PollSessions(
        config, limits, sessions, life, drain, gatewayMeters, meters, new SecureRandom(), time);
  }
}
