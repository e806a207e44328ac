package org.plumbline.messenger.delivery;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How often a device may say that its user is writing; what comes on top is dropped, since it is a
 * hint.
 *
 * @param interval the time within which one thread is told at most once that the user writes, and
 *     once that he stopped
 * @param threadsMax in how many threads one device may say so within that time
 */
@ConfigurationProperties("messenger.typing")
public record TypingConfig(
    @Bindable(defaultValue = "1s") Duration interval,
    @Bindable(defaultValue = "5") int threadsMax) {

  public TypingConfig {
    if (!interval.isPositive()) {
      throw new IllegalArgumentException(
          "messenger.typing.interval: " + interval + " (expected: > 0)");
    }
    if (threadsMax < 1) {
      throw new IllegalArgumentException(
          "messenger.typing.threads-max: " + threadsMax + " (expected: >= 1)");
    }
  }
}
