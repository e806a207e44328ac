package org.plumbline.messenger.push;

import java.time.Duration;

/** Limits that let a test see in a moment what takes minutes else. */
public final class PushSettings {

  private PushSettings() {}

  /** A grace of 50 ms, pauses of some milliseconds. */
  public static PushConfig quick() {
    return with(Duration.ofMillis(50), false, 4);
  }

  /** As {@link #quick}, with these. */
  public static PushConfig with(Duration grace, boolean preview, int triesMax) {
    return new PushConfig(
        grace,
        preview,
        1_000,
        Duration.ofMinutes(1),
        Duration.ofMillis(500),
        100,
        2,
        triesMax,
        Duration.ofMillis(5),
        Duration.ofMillis(400),
        Duration.ofHours(1),
        10,
        Duration.ofSeconds(2));
  }
}
