package org.plumbline.messenger.push;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import org.plumbline.messenger.device.PushDeviceStore;

/** Brings chance and the HTTP client in. */
@Factory
final class PushFactory {

  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);

  @Singleton
  PushLanes lanes(
      PushConfig config,
      List<PushSender> senders,
      PushDeviceStore store,
      PushDecision decision,
      PushMeters meters,
      InstantSource clock) {
    return new PushLanes(config, senders, store, decision, meters, clock, new SecureRandom());
  }

  @Singleton
  PushWorker worker(PushDecision decision, PushLanes lanes, InstantSource clock) {
    return new PushWorker(decision, lanes, clock);
  }

  /** Follows no redirects: where a provider sends us is not what was checked. */
  @Singleton
  @Named("push")
  HttpClient http() {
    return HttpClient.newBuilder()
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(CONNECT_MAX)
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }
}
