package org.plumbline.messenger.delivery;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * What may be changed of a message that was sent.
 *
 * @param changeWithin how old a message may be when it is edited or withdrawn
 * @param changeableKnownMax how many messages the worker keeps in mind that may still be changed.
 *     More than may be in hand, so that what is not yet stored is always known
 */
@ConfigurationProperties("messenger.message")
public record ChangeConfig(
    @Bindable(defaultValue = "48h") Duration changeWithin,
    @Bindable(defaultValue = "20000") int changeableKnownMax) {

  public ChangeConfig {
    if (!changeWithin.isPositive()) {
      throw new IllegalArgumentException(
          "messenger.message.change-within: " + changeWithin + " (expected: > 0)");
    }
    if (changeableKnownMax < 1) {
      throw new IllegalArgumentException(
          "messenger.message.changeable-known-max: " + changeableKnownMax + " (expected: >= 1)");
    }
  }
}
