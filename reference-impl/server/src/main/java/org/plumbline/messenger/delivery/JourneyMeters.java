package org.plumbline.messenger.delivery;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The meters of the steps of a message's life, each recorded at the step it is named after. */
@Singleton
public final class JourneyMeters {

  /** Of all histograms of the journey. */
  static final Duration[] BOUNDS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(200),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private final InstantSource clock;
  private final Clock ticks;
  private final Counter accepted;
  private final Counter repeated;
  private final Counter throttled;
  private final Counter refused;
  private final Counter queued;
  private final Counter offline;
  private final Counter slowConsumer;
  private final Counter stale;
  private final Counter persisted;
  private final Timer append;
  private final Timer route;
  private final Timer delivery;
  private final Timer persist;

  public JourneyMeters(MeterRegistry meters, InstantSource clock) {
    this.clock = clock;
    this.ticks = meters.config().clock();
    accepted = meters.counter("messenger.messages", "outcome", "accepted");
    repeated = meters.counter("messenger.messages", "outcome", "repeated");
    throttled = meters.counter("messenger.messages", "outcome", "throttled");
    refused = meters.counter("messenger.messages", "outcome", "refused");
    queued = meters.counter("messenger.deliveries", "outcome", "queued");
    offline = meters.counter("messenger.deliveries", "outcome", "offline");
    slowConsumer = meters.counter("messenger.deliveries", "outcome", "slow_consumer");
    stale = meters.counter("messenger.deliveries", "outcome", "stale");
    persisted = meters.counter("messenger.persisted");
    append = timer(meters, "messenger.append", "Frame read to confirmed by the log");
    route = timer(meters, "messenger.route", "Taken from the log to handed to the links");
    delivery = timer(meters, "messenger.delivery", "Accepted to written to a recipient's socket");
    persist = timer(meters, "messenger.persist", "One batch into the history");
  }

  private static Timer timer(MeterRegistry meters, String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(BOUNDS)
        .register(meters);
  }

  /** Nanoseconds of a clock that only moves forward. */
  long now() {
    return ticks.monotonicTime();
  }

  void appended(long started, @Nullable Throwable failure) {
    if (failure == null) {
      accepted.increment();
      append.record(now() - started, TimeUnit.NANOSECONDS);
    } else {
      refused.increment();
    }
  }

  void throttled() {
    throttled.increment();
  }

  void refused() {
    refused.increment();
  }

  void routed(long started, int repeats) {
    repeated.increment(repeats);
    route.record(now() - started, TimeUnit.NANOSECONDS);
  }

  void offline() {
    offline.increment();
  }

  /** What became of one frame for so many devices. */
  void offered(int queuedForDevices, int tooSlow, int left) {
    queued.increment(queuedForDevices);
    slowConsumer.increment(tooSlow);
    stale.increment(left);
  }

  void delivered(long acceptedAtMillis) {
    delivery.record(Math.max(0, clock.millis() - acceptedAtMillis), TimeUnit.MILLISECONDS);
  }

  void stored(long started, int messages) {
    persisted.increment(messages);
    persist.record(now() - started, TimeUnit.NANOSECONDS);
  }
}
