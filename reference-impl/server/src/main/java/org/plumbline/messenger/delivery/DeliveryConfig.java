package org.plumbline.messenger.delivery;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * The worker's limits.
 *
 * @param threadsKnownMax how many threads' last seq it keeps in memory; others are read when
 *     needed. More than may be in hand, so that what is not yet stored is always known
 * @param firstsKnownMax how many (sender, temp id) it keeps in memory to recognise repeats
 * @param repeatsLateMax for so long after its share changed, it looks every message up in the
 *     history, since a repeat may be older than what it remembers
 * @param storeBatchMax most messages stored at once
 * @param storeGather how long a message that nobody waits to see stored waits for others
 * @param secondLookGather how long the second look for a batch waits for those of others, which the
 *     same question to the directory then serves; so much later its offset may be committed
 * @param retryAfter the pause before a failed step is tried again
 * @param resyncAfter a node that lives and has taken nothing for so long is not waited for: its
 *     devices are told to sync, over the directory
 */
@ConfigurationProperties("messenger.delivery")
public record DeliveryConfig(
    @Bindable(defaultValue = "200000") int threadsKnownMax,
    @Bindable(defaultValue = "200000") int firstsKnownMax,
    @Bindable(defaultValue = "15s") Duration repeatsLateMax,
    @Bindable(defaultValue = "1000") int storeBatchMax,
    @Bindable(defaultValue = "20ms") Duration storeGather,
    @Bindable(defaultValue = "100ms") Duration secondLookGather,
    @Bindable(defaultValue = "200ms") Duration retryAfter,
    @Bindable(defaultValue = "2s") Duration resyncAfter) {

  public DeliveryConfig {
    if (threadsKnownMax < 1 || firstsKnownMax < 1) {
      throw new IllegalArgumentException(
          "messenger.delivery: threads-known-max "
              + threadsKnownMax
              + ", firsts-known-max "
              + firstsKnownMax
              + " (expected: >= 1)");
    }
    if (storeBatchMax < 1) {
      throw new IllegalArgumentException(
          "messenger.delivery.store-batch-max: " + storeBatchMax + " (expected: >= 1)");
    }
  }
}
