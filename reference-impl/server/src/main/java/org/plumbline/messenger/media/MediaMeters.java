package org.plumbline.messenger.media;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts what became of uploads. */
@Singleton
public final class MediaMeters {

  /** What can become of an upload; each of its steps counts once. */
  public enum Outcome {
    /** A signed request was given out. */
    BEGUN,
    /** It was checked and may be sent. */
    READY,
    /** What was uploaded is not what was announced. */
    REJECTED,
    /** The user has too many that no message refers to. */
    THROTTLED,
    /** It was removed, since no message referred to it in time. */
    ORPHANED
  }

  private final Map<Outcome, Counter> uploads = new EnumMap<>(Outcome.class);

  public MediaMeters(MeterRegistry meters) {
    for (Outcome outcome : Outcome.values()) {
      uploads.put(
          outcome,
          meters.counter(
              "messenger.media.uploads", "outcome", outcome.name().toLowerCase(Locale.ROOT)));
    }
  }

  void count(Outcome outcome, int times) {
    Counter counter = uploads.get(outcome);
    if (counter != null) {
      counter.increment(times);
    }
  }
}
