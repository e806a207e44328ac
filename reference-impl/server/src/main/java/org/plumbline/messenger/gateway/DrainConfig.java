package org.plumbline.messenger.gateway;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How a node that stops sends its devices away.
 *
 * @param drainOver over how long they are sent away at most, each at a random time of it
 * @param drainEach how much of that time each device adds, so that a few need not wait long
 * @param farewell between a device's goodbye and its close: what it sent meanwhile is answered
 */
@ConfigurationProperties("messenger.session")
record DrainConfig(
    @Bindable(defaultValue = "5s") Duration drainOver,
    @Bindable(defaultValue = "50ms") Duration drainEach,
    @Bindable(defaultValue = "500ms") Duration farewell) {

  DrainConfig {
    notNegative("drain-over", drainOver);
    notNegative("drain-each", drainEach);
    notNegative("farewell", farewell);
  }

  private static void notNegative(String name, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(
          "messenger.session." + name + ": " + value + " (expected: >= 0)");
    }
  }

  /** Over how long so many devices are sent away. */
  Duration window(int devices) {
    Duration needed = drainEach.multipliedBy(devices);
    return needed.compareTo(drainOver) < 0 ? needed : drainOver;
  }
}
