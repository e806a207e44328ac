package org.plumbline.messenger.gateway;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.random.RandomGenerator;
import org.plumbline.messenger.delivery.Receipts;
import org.plumbline.messenger.log.MessageLog;
import org.plumbline.messenger.session.Sessions;

/** Where draining gets its clock and its chance. */
@Factory
final class DrainFactory {

  @Singleton
  Drain drain(
      DrainConfig config, DrainState state, Sessions sessions, MessageLog log, Receipts receipts) {
    return new Drain(
        config, state, sessions, log, receipts, RandomGenerator.getDefault(), System::nanoTime);
  }
}
