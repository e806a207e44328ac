package org.plumbline.messenger.log;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Letters laid aside, by their cause; every cause is there from the start. */
@Singleton
public final class DeadLetterMeters {

  private final Map<DeadLetter.Cause, Counter> counters = new EnumMap<>(DeadLetter.Cause.class);

  public DeadLetterMeters(MeterRegistry meters) {
    for (DeadLetter.Cause each : DeadLetter.Cause.values()) {
      counters.put(each, meters.counter("messenger.dead.letters", "cause", each.label()));
    }
  }

  /** A letter is safe. */
  public void added(DeadLetter.Cause cause) {
    Objects.requireNonNull(counters.get(cause)).increment();
  }
}
