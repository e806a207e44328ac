package org.plumbline.messenger.delivery;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long acknowledgements are gathered.
 *
 * @param gather until they are told to the thread's other devices, and read cursors are stored
 * @param deliveredGather until delivered cursors are stored: one write for all messages of a thread
 *     meanwhile. What a crash takes, the devices acknowledge again when they come back
 */
@ConfigurationProperties("messenger.receipt")
public record ReceiptConfig(
    @Bindable(defaultValue = "50ms") Duration gather,
    @Bindable(defaultValue = "1s") Duration deliveredGather) {

  public ReceiptConfig {
    if (gather.toMillis() < 1) {
      throw new IllegalArgumentException(
          "messenger.receipt.gather: " + gather + " (expected: >= 1 ms)");
    }
    if (deliveredGather.compareTo(gather) < 0) {
      throw new IllegalArgumentException(
          "messenger.receipt.delivered-gather: "
              + deliveredGather
              + " (expected: >= gather, "
              + gather
              + ")");
    }
  }
}
