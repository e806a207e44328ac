package org.plumbline.messenger.delivery;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * When the worker gives up on storing a message.
 *
 * @param storeAttemptsMax how often a message is tried that the store refuses; then it becomes a
 *     dead letter
 * @param storeDown what happens while the whole store is away
 */
@ConfigurationProperties("messenger.delivery")
public record StoreConfig(
    @Bindable(defaultValue = "5") int storeAttemptsMax,
    @Bindable(defaultValue = "hold") StoreDown storeDown) {

  /** What to do with messages while the store is away. */
  public enum StoreDown {
    /** Try on for ever: the log holds them, and nothing is lost. */
    HOLD,
    /** Lay them aside after the same number of attempts, so that the log goes on; replay later. */
    DEAD_LETTER
  }

  public StoreConfig {
    if (storeAttemptsMax < 1) {
      throw new IllegalArgumentException(
          "messenger.delivery.store-attempts-max: " + storeAttemptsMax + " (expected: >= 1)");
    }
  }
}
