package org.plumbline.messenger.push;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.plumbline.messenger.device.PushProvider;

/** What became of pushes. All meters stand from the start, so that a rate is never missing. */
@Singleton
public final class PushMeters {

  /** What became of a push, or of a note that became none. */
  enum Outcome {
    /** A provider took it. */
    SENT,
    /** Went into another push of the same thread and device. */
    COLLAPSED,
    /** The provider knew no such device: it was forgotten. */
    PRUNED,
    /** One try failed and another follows. */
    RETRIED,
    /** Tried often enough, refused, too old, or its note was lost. */
    GAVE_UP,
    /** The device came, or the user has the message. */
    CANCELLED
  }

  private static final Duration[] BOUNDS = {
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(1_500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5)
  };

  private final Map<String, Counter> counters = new ConcurrentHashMap<>();
  private final MeterRegistry registry;
  private final Timer seconds;

  public PushMeters(MeterRegistry registry) {
    this.registry = registry;
    this.seconds =
        Timer.builder("messenger.push")
            .description("A message missed to the provider's word that it took the push")
            .serviceLevelObjectives(BOUNDS)
            .register(registry);
    for (PushProvider provider : PushProvider.values()) {
      for (Outcome outcome : Outcome.values()) {
        var _ = counter(provider.id(), outcome);
      }
    }
  }

  /** The provider is null before it is known which devices there are. */
  void count(@Nullable PushProvider provider, Outcome outcome) {
    counter(provider == null ? "none" : provider.id(), outcome).increment();
  }

  void sent(PushProvider provider, long millis) {
    count(provider, Outcome.SENT);
    seconds.record(Math.max(0, millis), TimeUnit.MILLISECONDS);
  }

  void backlog(PushQueue queue) {
    // The gauge holds the queue weakly, and the queue lives as long as the node.
    Gauge.builder("messenger.push.backlog", queue, PushQueue::waiting)
        .description("Notes of missed messages that are not dealt with, of this node's share")
        .register(registry);
  }

  private Counter counter(String provider, Outcome outcome) {
    return counters.computeIfAbsent(
        provider + "/" + outcome,
        _ ->
            Counter.builder("messenger.push")
                .description("What became of pushes")
                .tag("provider", provider)
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry));
  }
}
