package org.plumbline.messenger.recents;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Limits of the copy of recent messages.
 *
 * @param lease for so long what a node recorded counts without a sign of life from it: the most
 *     that the copy can be behind the history
 * @param kept how long an entry is kept after its last message
 * @param gather how long stored messages wait for later ones to be copied with; part of what the
 *     copy is behind
 * @param batchesMax most batches of stored messages that wait to be recorded; one more, and what
 *     this node recorded counts no longer
 */
@ConfigurationProperties("messenger.recents")
public record RecentsConfig(
    @Bindable(defaultValue = "2s") Duration lease,
    @Bindable(defaultValue = "24h") Duration kept,
    @Bindable(defaultValue = "100ms") Duration gather,
    @Bindable(defaultValue = "200") int batchesMax) {

  public RecentsConfig {
    require(lease.toMillis() >= 100, "lease: " + lease + " (expected: >= 100 ms)");
    require(kept.compareTo(lease) > 0, "kept: " + kept + " (expected: > lease)");
    require(
        !gather.isNegative() && gather.compareTo(lease) < 0,
        "gather: " + gather + " (expected: >= 0, < lease)");
    require(batchesMax >= 1, "batches-max: " + batchesMax + " (expected: >= 1)");
  }

  private static void require(boolean condition, String problem) {
    if (!condition) {
      throw new IllegalArgumentException("messenger.recents." + problem);
    }
  }
}
